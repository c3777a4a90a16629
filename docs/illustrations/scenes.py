# ruff: noqa: E501 - path data reads better unbroken
"""The pictures of the demo edition, each a function that composes one scene from back to front."""

from __future__ import annotations

import math
from collections.abc import Callable

from gouache import (
    BLUE,
    BRICK,
    CREAM,
    INK,
    MIST,
    MOSS,
    NAVY,
    OCHRE,
    ORANGE,
    PALE,
    PAPER,
    PINE,
    SAND,
    SEA,
    TEAL,
    WINE,
    Scene,
    arch,
    blob,
    crest,
    curve,
    dome,
    hill,
    oval,
    poly,
    rect,
)  # fmt: skip

PICTURES: dict[str, Callable[[], Scene]] = {}
LAMP = "#ffe2a0"
BOXES = (BRICK, TEAL, OCHRE, BLUE, ORANGE, "#8a9b8d", WINE, SEA)


def picture(path: str, width: int = 1440, height: int = 960) -> Callable[[Callable[[Scene], None]], Callable[[], Scene]]:
    def register(compose: Callable[[Scene], None]) -> Callable[[], Scene]:
        def make() -> Scene:
            scene = Scene(width, height, seed=len(path), plain=path.endswith(".png"))
            compose(scene)
            return scene

        PICTURES[path] = make
        return make

    return register


def containers(s: Scene, x: float, y: float, w: float, h: float, columns: int, rows: int, dim: float = 0.25) -> None:
    """A stack of freight containers that stands on y, ragged at the top."""
    for i in range(columns):
        for j in range(rows - (s.random.random() < 0.4) - (s.random.random() < 0.2)):
            box = rect(x + i * (w + 3), y - (j + 1) * (h + 2), w, h)
            s.fill(box, s.random.choice(BOXES))
            ribs = "".join(
                f"M{x + i * (w + 3) + w * k / 9:.0f},{y - (j + 1) * (h + 2) + h * 0.16:.0f}v{h * 0.68:.0f}" for k in range(1, 9)
            )
            s.line(ribs, INK, max(1.2, w * 0.012), 0.28)
            s.spray(box, INK, (x + i * (w + 3) + w, y, x + i * (w + 3), y - (j + 1) * h), dim * 2.4, 0)


def gantry(s: Scene, x: float, y: float, w: float, h: float, colour: str, weight: float) -> None:
    """A portal crane that straddles what stands below it."""
    for leg in (x, x + w * 0.82):
        s.line(
            f"M{leg},{y}L{leg + w * 0.07},{y - h * 0.84}M{leg + w * 0.18},{y}L{leg + w * 0.11},{y - h * 0.84}M{leg + w * 0.03},{y - h * 0.3}h{w * 0.12}",
            colour,
            weight,
        )
    s.fill(rect(x - w * 0.12, y - h * 0.92, w * 1.24, h * 0.09), colour)
    s.line(f"M{x - w * 0.08},{y - h * 0.92}L{x + w * 0.5},{y - h}L{x + w * 1.08},{y - h * 0.92}", colour, weight * 0.6)
    s.fill(rect(x + w * 0.44, y - h * 0.84, w * 0.14, h * 0.08), INK)
    s.line(f"M{x + w * 0.47},{y - h * 0.78}v{h * 0.24}M{x + w * 0.55},{y - h * 0.78}v{h * 0.24}", INK, weight * 0.35)


@picture("media/room-to-grow/vientiane-south.jpg", 1600, 800)
def locomotive(s: Scene) -> None:
    s.sky("#27425f", "#a98494", "#f6c07c", 440)
    s.fill(oval(1250, 366, 62), "#ffe3a3")
    s.fill(oval(1250, 366, 104), "#ffe3a3", 0.2)
    for x, y, w in ((330, 120, 460), (850, 190, 330), (1370, 140, 360)):
        s.cloud(x, y, w, "#e0a184", 0.5)
    s.fill(
        hill(620, (-20, 400), (180, 310), (380, 365), (600, 270), (830, 360), (1050, 320), (1300, 390), (1640, 320)), "#857a92"
    )
    ridge = hill(640, (-20, 460), (240, 410), (470, 445), (760, 390), (1010, 455), (1290, 410), (1640, 450))
    s.fill(ridge, "#4d5b78")
    s.spray(ridge, NAVY, (0, 620, 0, 400), 0.9, 0)
    containers(s, -30, 604, 104, 44, 5, 4, 0.3)
    gantry(s, 30, 610, 380, 390, "#2c3d55", 10)
    containers(s, 1170, 604, 104, 44, 5, 3, 0.3)
    s.fill(rect(-20, 596, 1660, 110), "#2b394c")
    for x in (470, 1080):
        s.line(f"M{x},640V175M{x},215h120M{x},280L{x + 110},215", INK, 8)
    s.line(
        "M-20,232Q270,258 580,226Q890,258 1190,226Q1450,258 1640,238M-20,196Q270,246 470,200Q780,252 1080,200Q1380,250 1640,210",
        INK,
        2.5,
    )
    # a container wagon behind, then the locomotive, nose to the right
    s.fill(rect(-20, 590, 300, 22), INK)
    for x, colour in ((-30, OCHRE), (122, TEAL)):
        s.fill(rect(x, 424, 146, 164), colour)
        s.line("".join(f"M{x + k},446v122" for k in range(16, 140, 16)), INK, 3, 0.3)
        s.spray(rect(x, 424, 146, 164), INK, (x + 150, 600, x, 440), 0.8, 0)
    body = "M306,604V384Q306,352 340,350H1070Q1130,352 1176,414L1252,520Q1272,552 1266,604Z"
    s.fill("M330,352h700v-18H372Z", "#4d3a45")
    s.line("M520,334L590,258L660,334M548,256h84", INK, 6)
    s.line("M760,334v-22M800,334v-22M760,316h40", INK, 6)
    s.fill(body, BRICK)
    s.spray(body, "#6d2427", (0, 340, 0, 470), 0.6, 0)
    s.fill("M306,520H960Q1080,516 1176,414L1252,520Q1262,536 1265,556H306Z", CREAM)
    s.fill("M306,556H1266V574H306Z", OCHRE)
    s.fill("M306,574H1267V604H306Z", NAVY)
    s.spray(body, INK, (500, 620, 490, 470), 0.6, 0)
    s.spray(body, "#ffd08a", (1270, 420, 960, 470), 0.85, 0)
    s.fill("M1072,372Q1118,376 1158,428L1188,468H1086Q1070,468 1070,452Z", NAVY)
    s.fill("M1084,384Q1108,388 1134,420L1100,456H1084Z", "#f7cf92", 0.8)
    s.fill("M968,384h62v72h-62Z", NAVY)
    s.fill("M976,392h20l-18,40Z", "#f7cf92", 0.8)
    s.line("M946,368v206M1046,368v206", WINE, 3)
    for x in range(346, 900, 92):
        s.fill(rect(x, 390, 62, 56), "#7f3430")
        s.line("".join(f"M{x + 7},{y}h48" for y in range(400, 444, 11)), INK, 3, 0.5)
    s.fill(oval(1232, 520, 14), LAMP)
    s.spray(poly((1240, 520), (1640, 450), (1640, 640)), LAMP, (1240, 520, 1600, 530), 0.6, 0)
    s.fill(rect(296, 602, 980, 22), INK)
    s.fill(rect(610, 620, 300, 34), "#1c2a3a")
    for x in (30, 130, 400, 520, 980, 1100):
        s.fill(rect(x - 70, 616, 140, 24), INK)
        s.fill(oval(x, 644, 34), INK)
        s.fill(oval(x, 644, 19), "#566275")
        s.fill(oval(x, 644, 6), INK)
    s.line("M1268,616h26v24", INK, 10)
    # track and platform
    s.fill(rect(-20, 674, 1660, 50), "#4a4852")
    s.line("M-20,680H1640", "#f0c794", 5)
    s.spray(rect(-20, 686, 1660, 40), INK, (0, 724, 0, 684), 0.9, 0.3)
    s.fill(rect(-20, 716, 1660, 120), "#cfa97c")
    s.wash(rect(-20, 716, 1660, 120), "#7d5a56", (0, 800, 800, 720), 0.8, 0)
    s.fill(rect(-20, 714, 1660, 13), PAPER)
    s.line("M-20,748H1640", OCHRE, 7, 0.8)
    s.spray(poly((1424, 462), (1462, 462), (1560, 790), (1320, 790)), LAMP, (0, 462, 0, 770), 0.5, 0)
    s.person(1400, 782, 236, NAVY, INK, "#b9794f", NAVY)
    s.line("M1371,606Q1352,650 1352,690", NAVY, 17)
    s.fill(oval(1352, 704, 12), LAMP)
    s.fill(oval(1352, 704, 26), LAMP, 0.25)
    s.line("M1524,796V430M1524,432h-76", INK, 9)
    s.fill(poly((1412, 450), (1474, 450), (1458, 428), (1428, 428)), INK)
    s.fill(poly((1418, 450), (1468, 450), (1458, 462), (1428, 462)), LAMP)


def durian(s: Scene, x: float, y: float, r: float) -> None:
    points = []
    for i in range(64):
        a, k = i * math.tau / 64, 1.0 if i % 2 else 0.88
        points.append((x + r * 1.18 * k * math.cos(a), y + r * 0.92 * k * math.sin(a)))
    s.fill(poly(*points), MOSS)
    for row in range(-3, 4):
        for column in range(-5, 6):
            px, py = x + (column + row % 2 * 0.5) * r * 0.21, y + row * r * 0.23
            if ((px - x) / (r * 1.02)) ** 2 + ((py - y) / (r * 0.8)) ** 2 < 0.95:
                s.fill(
                    poly((px - r * 0.09, py + r * 0.07), (px - r * 0.01, py - r * 0.11), (px + r * 0.09, py + r * 0.07)),
                    "#a7aa62",
                )
    s.spray(poly(*points), "#2c3f2d", (x + r * 1.1, y + r * 0.8, x - r * 0.4, y - r * 0.5), 1, 0)
    s.line(
        f"M{x - r * 0.1:.0f},{y - r * 0.85:.0f}q{r * 0.02:.0f},{-r * 0.2:.0f} {r * 0.16:.0f},{-r * 0.28:.0f}", "#5b4a2f", r * 0.12
    )


@picture("media/room-to-grow/durian-flesh.jpg", 1200, 900)
def durian_flesh(s: Scene) -> None:
    s.fill(s.all(), "#bcd0c4")
    s.wash(s.all(), PAPER, (0, 0, 900, 500), 0.85, 0)
    for i in range(4):
        x = 60 + i * 300
        s.fill(rect(x, 70, 220, 210), "#eaf0df")
        s.fill(hill(280, (x, 220), (x + 80, 180), (x + 150, 215), (x + 220, 190)), "#8fb59f")
        s.line(rect(x, 70, 220, 210) + f"M{x + 110},70v210M{x},170h220", "#6f8f89", 7)
    s.line("M-20,30H1220", "#6f8f89", 12)
    for x in (210, 600, 990):
        s.line(f"M{x},0v30", INK, 4)
        s.fill(poly((x - 70, 52), (x + 70, 52), (x + 40, 28), (x - 40, 28)), NAVY)
    # the row of workers, nearest on the right
    crew = (
        (130, 0.74, "#b37a50", TEAL),
        (352, 0.86, "#c98f5f", "#3f7f86"),
        (610, 1.0, "#a56d47", TEAL),
        (930, 1.2, "#bf8355", "#27636a"),
    )
    for x, k, skin, coat in crew:
        y = 452 + 74 * k
        torso = f"M{x - 96 * k},{y + 170}L{x - 108 * k},{y - 90 * k}Q{x - 104 * k},{y - 150 * k} {x - 44 * k},{y - 166 * k}H{x + 44 * k}Q{x + 104 * k},{y - 150 * k} {x + 108 * k},{y - 90 * k}L{x + 96 * k},{y + 170}Z"
        s.fill(torso, coat)
        s.spray(torso, INK, (x + 130 * k, y + 60, x - 20 * k, y - 40 * k), 0.8, 0)
        apron = f"M{x - 52 * k},{y - 110 * k}H{x + 52 * k}L{x + 72 * k},{y + 170}H{x - 72 * k}Z"
        s.fill(apron, PAPER)
        s.line(
            f"M{x - 48 * k},{y - 110 * k}L{x - 32 * k},{y - 164 * k}M{x + 48 * k},{y - 110 * k}L{x + 32 * k},{y - 164 * k}",
            PAPER,
            11 * k,
        )
        s.spray(apron, TEAL, (x + 80 * k, y + 60, x - 30 * k, y - 60 * k), 0.7, 0)
        face = oval(x - 12 * k, y - 222 * k, 47 * k, 56 * k)
        s.fill(rect(x - 22 * k, y - 196 * k, 42 * k, 44 * k), skin)
        s.spray(rect(x - 22 * k, y - 196 * k, 42 * k, 44 * k), WINE, (0, y - 196 * k, 0, y - 140 * k), 0.9, 0.3)
        s.fill(face, skin)
        s.spray(face, WINE, (x + 40 * k, y - 200 * k, x - 20 * k, y - 235 * k), 0.7, 0)
        s.line(
            f"M{x - 42 * k},{y - 222 * k}q{9 * k},{6 * k} {19 * k},{1 * k}M{x - 6 * k},{y - 221 * k}q{9 * k},{6 * k} {19 * k},{1 * k}",
            INK,
            4.2 * k,
        )
        s.line(f"M{x - 45 * k},{y - 236 * k}h{22 * k}M{x - 6 * k},{y - 236 * k}h{22 * k}", INK, 3.4 * k, 0.8)
        s.fill(
            f"M{x - 62 * k},{y - 244 * k}Q{x - 66 * k},{y - 304 * k} {x - 8 * k},{y - 306 * k}Q{x + 48 * k},{y - 302 * k} {x + 44 * k},{y - 240 * k}Q{x - 10 * k},{y - 258 * k} {x - 62 * k},{y - 244 * k}Z",
            CREAM,
        )
        s.fill(
            f"M{x - 58 * k},{y - 206 * k}Q{x - 20 * k},{y - 220 * k} {x + 32 * k},{y - 206 * k}L{x + 22 * k},{y - 170 * k}Q{x - 14 * k},{y - 154 * k} {x - 44 * k},{y - 170 * k}Z",
            "#dbeae2",
        )
    top = poly((-20, 520), (1220, 640), (1220, 800), (-20, 590))
    s.fill(top, "#dfe7df")
    s.wash(top, "#7d9a98", (1220, 800, 200, 520), 0.8, 0)
    s.fill(poly((-20, 590), (1220, 800), (1220, 836), (-20, 612)), "#5d7c7e")
    front = poly((-20, 610), (1220, 834), (1220, 940), (-20, 940))
    s.fill(front, "#33525b")
    s.spray(front, INK, (300, 940, 420, 660), 0.9, 0.1)
    for (x, k, _, coat), tray in zip(crew, (100, 300, 540, 838), strict=True):
        y = 562 + (tray + 20) * 0.112
        for dy in (12 * k, 0):
            s.fill(
                poly(
                    (tray - 84 * k, y - 6 * k + dy),
                    (tray + 70 * k, y + 8 * k + dy),
                    (tray + 82 * k, y + 44 * k + dy),
                    (tray - 92 * k, y + 26 * k + dy),
                ),
                NAVY if dy else "#f4f6ee",
            )
        for row in range(3):
            for i in range(4 - row):
                cx, cy = tray - 56 * k + i * 36 * k + row * 18 * k, y + 6 * k + i * 5 * k - row * 24 * k
                lobe = blob(
                    (cx - 22 * k, cy + 4 * k),
                    (cx - 16 * k, cy - 13 * k),
                    (cx, cy - 11 * k),
                    (cx + 15 * k, cy - 16 * k),
                    (cx + 23 * k, cy),
                    (cx + 12 * k, cy + 14 * k),
                    (cx - 8 * k, cy + 14 * k),
                )
                s.fill(lobe, "#f4d46c")
                s.spray(lobe, "#b9762b", (cx + 18 * k, cy + 16 * k, cx - 8 * k, cy - 10 * k), 0.9, 0)
                s.line(f"M{cx - 12 * k},{cy - 4 * k}q{10 * k},{-6 * k} {18 * k},{-3 * k}", "#fff0b8", 3 * k)
        yt = 452 + 74 * k
        for side, reach in ((-1, -60 * k), (1, 42 * k)):
            elbow, hand = (x + side * 128 * k, yt + 20 * k), (tray + reach + 24 * k, y - 44 * k)
            s.line(
                f"M{x + side * 90 * k},{yt - 112 * k}Q{elbow[0]},{elbow[1] - 60 * k} {elbow[0] - side * 8 * k},{elbow[1]}Q{(elbow[0] + hand[0]) / 2},{elbow[1] + 18 * k} {hand[0]},{hand[1]}",
                "#1f5157",
                46 * k,
            )
            s.line(
                f"M{x + side * 90 * k},{yt - 112 * k}Q{elbow[0]},{elbow[1] - 60 * k} {elbow[0] - side * 8 * k},{elbow[1]}Q{(elbow[0] + hand[0]) / 2},{elbow[1] + 18 * k} {hand[0]},{hand[1]}",
                coat,
                40 * k,
            )
            s.fill(oval(hand[0], hand[1], 25 * k, 20 * k), "#9cc3c4")
            s.fill(oval(hand[0] + side * 4 * k, hand[1] + 12 * k, 15 * k, 17 * k), "#9cc3c4")
    for x, y, r in ((60, 800, 96), (400, 868, 92), (232, 800, 108)):
        durian(s, x, y, r)


@picture("media/room-to-grow/rail-link-tunnel.jpg", 1200, 900)
def tunnel(s: Scene) -> None:
    s.sky("#7fb0b4", "#b9d0c0", CREAM, 300)
    s.cloud(250, 90, 340, PAPER, 0.8)
    s.fill(hill(900, (-20, 260), (180, 150), (420, 190), (680, 60), (960, 120), (1220, 40)), "#5f8f7d")
    s.fill(hill(900, (-20, 350), (260, 230), (560, 150), (860, 180), (1220, 140)), "#3f7361")
    for row in range(6):
        for i in range(26):
            x = i * 50 + row % 2 * 25 + s.random.uniform(-12, 12)
            y = (
                262
                + row * 62
                + abs(x - 640) * 0.06 * (6 - row) / 2
                + s.random.uniform(-10, 10)
                + (70 if x < 300 and row < 2 else 0)
            )
            r = s.random.uniform(34, 48)
            s.fill(oval(x, y, r, r * 0.9), s.random.choice((PINE, "#3c6f57", "#467a5c", "#5d8457")))
            s.spray(oval(x, y, r, r * 0.9), "#16332f", (x + r * 0.8, y + r * 0.8, x - r * 0.5, y - r * 0.6), 1, 0)
    s.fill(hill(920, (-20, 640), (180, 560), (330, 420), (700, 300), (1060, 420), (1220, 520)), "#b98e63")
    s.spray(
        hill(920, (-20, 640), (180, 560), (330, 420), (700, 300), (1060, 420), (1220, 520)), WINE, (1220, 800, 300, 380), 0.85, 0
    )
    # the portal and its rings
    s.fill(arch(360, 830, 680, 470), "#e2d7bf")
    s.spray(arch(360, 830, 680, 470), NAVY, (1060, 800, 600, 420), 0.75, 0)
    s.fill(arch(410, 830, 580, 410), NAVY)
    for i in range(7):
        k = 0.9 * 0.8**i
        w, h, cx = 580 * k, 410 * k, 700 - i * 7
        base = 830 - i * 24 + i * i * 1.2
        shade = ("#23394d", "#2b4453", "#3a5256", "#5c6857", "#8d8053", "#c79a4c", "#f6cf7c")[i]
        s.fill(arch(cx - w / 2, base, w, h), shade)
        for side in (-1, 1):
            s.fill(oval(cx + side * w * 0.39, base - h * 0.62, 15 * k, 11 * k), LAMP)
    s.spray(arch(480, 830, 440, 330), "#f6cf7c", (660, 700, 660, 480), 0.45, 0)
    floor = poly((560, 742), (780, 742), (1180, 920), (120, 920))
    s.fill(rect(-20, 824, 1240, 100), "#9a7a5c")
    s.fill(floor, "#8a6f58")
    s.wash(floor, "#f3c878", (0, 742, 0, 880), 0.8, 0)
    for t in range(9):
        y = 752 + t * t * 2.6
        half = 60 + (y - 742) * 1.5
        s.line(f"M{660 - half},{y}H{660 + half}", WINE, 4 + t * 1.6, 0.7)
    for a, b in ((628, 400), (692, 920)):
        s.line(f"M{a},744L{b},920", INK, 10)
        s.line(f"M{a - 2},744L{b - 4},920", "#f1d9a5", 3)
    s.spray(rect(-20, 824, 1240, 100), INK, (0, 920, 0, 824), 0.7, 0)
    # the worker, seen from behind
    x, y = 268, 560
    s.fill(
        poly((x - 74, y + 150), (x - 84, 940), (x - 8, 940), (x, y + 210), (x + 12, 940), (x + 88, 940), (x + 76, y + 150)), NAVY
    )
    torso = f"M{x - 92},{y + 200}L{x - 112},{y - 20}Q{x - 108},{y - 92} {x - 40},{y - 100}H{x + 40}Q{x + 108},{y - 92} {x + 112},{y - 20}L{x + 92},{y + 200}Z"
    s.fill(torso, "#e2672f")
    s.line(f"M{x - 58},{y - 98}V{y + 196}M{x + 58},{y - 98}V{y + 196}", "#f6e7a8", 20)
    s.line(f"M{x - 96},{y + 110}H{x + 96}", "#f6e7a8", 22)
    s.spray(torso, WINE, (x - 130, y + 120, x + 50, y - 20), 0.9, 0)
    for side in (-1, 1):
        sleeve = blob(
            (x + side * 74, y - 88),
            (x + side * 112, y - 66),
            (x + side * 136, y + 40),
            (x + side * 138, y + 150),
            (x + side * 106, y + 160),
            (x + side * 96, y + 40),
        )
        s.fill(sleeve, BLUE)
        s.spray(sleeve, INK, (x - 140, y + 160, x + 120, y - 60), 0.8, 0)
    s.fill(oval(x - 122, y + 168, 24, 26), "#7a4d34")
    s.line(f"M{x + 120},{y - 40}Q{x + 136},{y + 52} {x + 136},{y + 140}", "#e8b565", 6, 0.9)
    s.fill(oval(x + 122, y + 168, 24, 26), "#8c5a3a")
    s.fill(rect(x - 28, y - 132, 56, 46), "#7a4d34")
    s.fill(oval(x, y - 160, 54, 60), "#8c5a3a")
    s.fill(
        f"M{x - 82},{y - 158}Q{x - 80},{y - 256} {x},{y - 258}Q{x + 80},{y - 256} {x + 82},{y - 158}Q{x},{y - 138} {x - 82},{y - 158}Z",
        OCHRE,
    )
    s.spray(
        f"M{x - 82},{y - 158}Q{x - 80},{y - 256} {x},{y - 258}Q{x + 80},{y - 256} {x + 82},{y - 158}Q{x},{y - 138} {x - 82},{y - 158}Z",
        BRICK,
        (x - 80, y - 150, x + 40, y - 220),
        0.9,
        0,
    )
    s.line(f"M{x},{y - 256}V{y - 150}", "#f4cf7d", 8)
    s.line(f"M{x + 60},{y - 226}Q{x + 76},{y - 200} {x + 76},{y - 172}", LAMP, 6)


@picture("media/dry-port.jpg")
def dry_port(s: Scene) -> None:
    s.sky("#6fa3ad", "#b7cfc0", "#f9e2b2", 430)
    s.fill(oval(250, 200, 58), "#fff3cc")
    s.fill(oval(250, 200, 98), "#fff3cc", 0.25)
    for x, y, w in ((760, 130, 440), (1210, 240, 330), (120, 310, 280)):
        s.cloud(x, y, w, PAPER, 0.8)
    s.fill(hill(620, (-20, 380), (220, 310), (470, 375), (760, 290), (1020, 360), (1260, 300), (1460, 340)), "#c0a58c")
    back = hill(620, (-20, 440), (300, 390), (640, 440), (940, 380), (1220, 430), (1460, 390))
    s.fill(back, "#9d7357")
    s.spray(back, WINE, (1460, 560, 700, 380), 0.8, 0)
    s.fill(rect(-20, 470, 1480, 520), "#dcc197")
    s.wash(rect(-20, 470, 1480, 520), "#9c7a5d", (0, 960, 0, 500), 0.9, 0)
    eye = (700.0, 470.0, 900.0, 7.2)
    for a, b in ((-9.6, -0.9), (1.3, 10.5)):
        s.fill(
            poly(*((eye[0] + eye[2] * x / z, eye[1] + eye[2] * eye[3] / z) for x, z in ((a, 12), (b, 12), (b, 300), (a, 300)))),
            "#b8976f",
            0.55,
        )
    for x in (-1.9, -0.45, 3.1, 4.55):
        far, near = (
            (eye[0] + eye[2] * x / 260, eye[1] + eye[2] * eye[3] / 260),
            (eye[0] + eye[2] * x / 12, eye[1] + eye[2] * eye[3] / 12),
        )
        s.line(f"M{far[0]:.0f},{far[1]:.0f}L{near[0]:.0f},{near[1]:.0f}", "#5d4a42", 6)
    for z in (150, 118, 92, 72, 56, 43, 32, 22):
        for x in (-25, -21.6, -18.2, -14.8, 25.1, 21.7, 18.3, 14.9, 11.5):
            for level in range(s.random.choice((2, 3, 3, 4) if z > 30 else (1, 2, 3))):
                s.block(eye, x, level * 2.6, z, 2.9, 2.5, 7 + z * 0.06, s.random.choice(BOXES), 5)
        if z in (118, 56):
            foot = eye[1] + eye[2] * eye[3] / z
            left, span = eye[0] - eye[2] * 11.2 / z, eye[2] * 21.5 / z
            gantry(s, left, foot, span, eye[2] * 24 / z, ("#d2983c" if z > 60 else OCHRE), eye[2] * 0.85 / z)
        if z < 130 and z > 30:
            s.block(eye, -2.6, 1.1, z - 9, 2.9, 2.9, 12, s.random.choice(BOXES), 5)
    s.block(eye, -2.7, 0.5, 22, 3.1, 4.2, 17, BRICK)

    def at(x: float, y: float, z: float = 22) -> tuple[float, float]:
        return eye[0] + eye[2] * x / z, eye[1] + eye[2] * (eye[3] - y) / z

    s.fill(poly(at(-2.7, 1.3), at(0.4, 1.3), at(0.4, 2.1), at(-2.7, 2.1)), CREAM)
    s.fill(poly(at(-2.35, 2.9), at(0.05, 2.9), at(-0.1, 4.2), at(-2.2, 4.2)), NAVY)
    s.fill(poly(at(-2.2, 3.0), at(-1.7, 3.0), at(-1.1, 4.1), at(-2.08, 4.1)), MIST, 0.7)
    s.fill(poly(at(-2.8, 0.1), at(0.5, 0.1), at(0.5, 0.75), at(-2.8, 0.75)), INK)
    for x in (-2.2, -0.1):
        s.fill(oval(*at(x, 1.7), 12), LAMP)
    for x, coat in ((930, NAVY), (990, TEAL)):
        s.person(x, 900, 138, coat, INK, "#b9794f", OCHRE)
        s.fill(poly((x - 10, 898), (x + 12, 898), (x + 96, 916), (x + 74, 920)), INK, 0.3)


@picture("media/two-parks.jpg")
def two_parks(s: Scene) -> None:
    s.sky("#dd9560", "#f0bf80", "#fdebc2", 520)
    s.fill(oval(720, 330, 118), "#fff3cd")
    s.fill(oval(720, 330, 190), "#fff3cd", 0.25)
    for x, y, w in ((380, 150, 420), (1090, 190, 440), (720, 470, 300)):
        s.cloud(x, y, w, PAPER, 0.6)
    s.fill(hill(640, (380, 560), (560, 500), (720, 520), (900, 490), (1080, 560)), "#cf9f86")
    s.water(540, "#7fb0a6", TEAL, PAPER, 90)
    s.glitter(720, 546, 940, 190, "#fff0c4")

    def mirror(x: float, side: int) -> float:
        return 720 + side * (720 - x)

    for side, wall, roof, dark in ((1, BRICK, WINE, INK), (-1, TEAL, NAVY, INK)):

        def at(*points: tuple[float, float], side: int = side) -> str:
            return poly(*((mirror(x, side), y) for x, y in points))

        for x, h in ((70, 300), (150, 360), (330, 250)):
            s.fill(at((x, 560), (x + 8, 560 - h), (x + 38, 560 - h), (x + 46, 560)), wall)
            s.fill(at((x + 6, 596 - h), (x + 7, 574 - h), (x + 39, 574 - h), (x + 40, 596 - h)), CREAM)
            for i in range(4):
                s.fill(oval(mirror(x + 22, side) + 26 * i + 8, 545 - h - 26 * i, 22 + 9 * i, 15 + 5 * i), PAPER, 0.75 - 0.13 * i)
        for n, (x, y, w, h) in enumerate(((-20, 600, 190, 150), (180, 620, 220, 130), (20, 700, 300, 150), (330, 690, 150, 90))):
            teeth = 3 if w > 160 else 2
            points = [(x, y)]
            for i in range(teeth):
                points += [(x + w * i / teeth, y - h * 0.66), (x + w * i / teeth, y - h), (x + w * (i + 1) / teeth, y - h * 0.66)]
            points.append((x + w, y))
            shape = at(*points)
            s.fill(shape, (wall, roof, CREAM, wall)[n])
            s.spray(shape, dark, (mirror(x, side), y, mirror(x + w, side), y - h), 0.8, 0)
            for i in range(int(w / 46)):
                left = mirror(x + 18 + i * 46, side) - (26 if side > 0 else 0)
                s.fill(rect(left, y - h * 0.46, 26, 34), LAMP if (i + n) % 3 else NAVY)
        ground = [(-20, 700), (180, 680), (400, 690), (520, 720), (470, 780), (250, 830), (-20, 850)]
        s.fill(blob(*((mirror(x, side), y) for x, y in ground)), "#8a8f5a")
        s.spray(blob(*((mirror(x, side), y) for x, y in ground)), PINE, (0, 850, 0, 690), 0.9, 0)
        for x, y in ((60, 790), (170, 775), (270, 765), (370, 745), (440, 735), (110, 830)):
            s.tree(mirror(x, side), y, 92, MOSS, PINE)
        s.fill(at((430, 724), (560, 734), (560, 750), (430, 744)), "#e2d1a8")
    for i, x in enumerate((640, 730, 815)):
        y = 650 + 66 * (i % 2) + i * 22
        k = 0.7 + 0.25 * i
        s.fill(
            poly((x - 60 * k, y - 20 * k), (x + 66 * k, y - 20 * k), (x + 50 * k, y + 10 * k), (x - 50 * k, y + 10 * k)),
            (NAVY, WINE, NAVY)[i],
        )
        for j in range(4):
            s.fill(
                rect(x - 46 * k + j * 21 * k, y - 38 * k - (j % 2) * 14 * k, 19 * k, 18 * k + (j % 2) * 14 * k),
                (OCHRE, BRICK, TEAL, CREAM)[(i + j) % 4],
            )
        s.fill(rect(x + 40 * k, y - 54 * k, 18 * k, 34 * k), PAPER)
        s.line(f"M{x - 90 * k},{y + 14 * k}h{180 * k}", PAPER, 4, 0.6)
    for x, y, w in ((600, 250, 20), (660, 220, 14), (860, 260, 18)):
        s.gull(x, y, w, NAVY)
    s.fill(hill(990, (-20, 900), (300, 880), (640, 940), (960, 930), (1200, 884), (1460, 900)), PINE)
    s.spray(hill(990, (-20, 900), (300, 880), (640, 940), (960, 930), (1200, 884), (1460, 900)), INK, (0, 980, 0, 880), 0.9, 0)


@picture("media/wuyishan.jpg")
def mountain_city(s: Scene) -> None:
    s.sky("#7eb0ae", "#c3d6c4", "#fbe9c0", 480)
    s.fill(oval(1080, 220, 74), "#fff2c6")
    s.cloud(350, 130, 380, PAPER, 0.7)
    layers = (
        (
            "#a9c3b5",
            "#7fa49c",
            [
                (-40, 470, 0),
                (110, 210, 90),
                (300, 330, 60),
                (470, 170, 80),
                (700, 380, 70),
                (930, 260, 90),
                (1160, 330, 70),
                (1350, 180, 100),
            ],
        ),
        ("#6f9d8b", "#41776c", [(20, 330, 110), (240, 430, 80), (600, 330, 100), (800, 460, 80), (1260, 330, 130)]),
    )
    for colour, dark, peaks in layers:
        for x, y, r in peaks:
            rock = blob(
                (x - r * 1.9, 700),
                (x - r * 1.35, 560),
                (x - r, y + r * 1.1),
                (x - r * 0.45, y + 8),
                (x + r * 0.3, y),
                (x + r * 0.95, y + r * 0.95),
                (x + r * 1.3, 540),
                (x + r * 1.9, 700),
            )
            s.fill(rock, colour)
            s.spray(rock, dark, (x - r * 1.4, 560, x + r * 0.7, y + 20), 0.95, 0)
            for k in range(3):
                s.line(
                    f"M{x - r * 0.5 + k * r * 0.42:.0f},{y + 60 + k * 22}q{r * 0.16:.0f},{70} {-r * 0.05:.0f},{150}", dark, 5, 0.4
                )
        s.cloud(260, 545, 760, PAPER, 0.45)
        s.cloud(1130, 520, 620, PAPER, 0.45)
    s.fill(hill(980, (-20, 600), (300, 560), (700, 590), (1100, 556), (1460, 590)), "#5d8c70")
    # the town, row behind row, above the river
    walls = (PAPER, CREAM, "#e9d3b0", "#dfe3d2")
    for row in range(4):
        y = 596 + row * 40
        for i in range(17):
            x, w, h = (
                -30 + i * 88 + row % 2 * 40 + s.random.uniform(-10, 10),
                s.random.uniform(66, 92),
                s.random.uniform(40, 74) + row * 6,
            )
            wall = rect(x, y - h, w, h)
            s.fill(wall, s.random.choice(walls))
            s.spray(wall, BLUE, (x, y, x + w, y - h), 0.7, 0)
            for c in range(2):
                s.fill(
                    rect(x + w * (0.2 + 0.38 * c), y - h * 0.66, w * 0.17, h * 0.32), LAMP if s.random.random() < 0.3 else BLUE
                )
            s.fill(
                f"M{x - 12:.0f},{y - h + 2:.0f}Q{x + w * 0.12:.0f},{y - h - 8:.0f} {x + w * 0.24:.0f},{y - h - 26:.0f}H{x + w * 0.76:.0f}Q{x + w * 0.88:.0f},{y - h - 8:.0f} {x + w + 12:.0f},{y - h + 2:.0f}Z",
                s.random.choice((NAVY, "#35506a", BRICK, "#3d4a58")),
            )
        for _ in range(6):
            s.tree(s.random.uniform(0, 1440), y + 10, s.random.uniform(60, 84), MOSS, PINE)
    river = "M-20,742C300,712 560,772 820,752S1240,716 1460,744V846C1200,812 980,862 720,858S260,806 -20,842Z"
    s.fill(river, "#79b1ab")
    s.spray(river, TEAL, (0, 850, 0, 735), 0.9, 0)
    for _ in range(34):
        x, y = s.random.uniform(0, 1400), s.random.uniform(764, 826)
        s.line(f"M{x:.0f},{y:.0f}q20,-5 {s.random.uniform(30, 80):.0f},0", PAPER, 3, 0.6)
    s.line("M560,758Q700,700 840,754", "#d8c39c", 18)
    s.line("M590,772V746M650,790V724M700,796V716M750,790V722M810,770V742", "#b79c74", 9)
    for x, y in ((240, 800), (1080, 806)):
        s.line(f"M{x - 80},{y}h160", "#8a6a43", 9)
        s.line(f"M{x - 78},{y + 7}h156", "#6d5133", 5)
        s.person(x - 30, y, 62, BRICK, NAVY, SAND, SAND)
        s.line(f"M{x - 12},{y - 50}L{x + 30},{y + 26}", INK, 3)
    # tea in front
    s.fill(hill(980, (-20, 836), (300, 822), (640, 868), (980, 856), (1460, 812)), "#3f6b4f")
    for i in range(7):
        y = 850 + i * i * 3.4 + i * 4
        points = [(-20 + k * 124, y + 18 * math.sin(k * 0.62 + 0.5) + s.random.uniform(-2, 2)) for k in range(13)]
        s.line(curve(points), "#6b9a58", 13 + i * 3)
        s.line(curve([(x, y - 3 - i * 0.7) for x, y in points]), "#9fbd6c", 4 + i, 0.8)


@picture("media/engine-test.jpg")
def engine_test(s: Scene) -> None:
    s.sky("#152b42", "#3d5670", "#d99467", 640)
    for x, y, w in ((240, 150, 360), (1220, 110, 380)):
        s.cloud(x, y, w, "#6d7f92", 0.5)
    for _ in range(40):
        s.fill(oval(s.random.uniform(0, 1440), s.random.uniform(0, 220), s.random.uniform(1, 2.6)), PAPER, 0.8)
    s.fill(
        crest(980, (-20, 470), (160, 360), (300, 420), (470, 300), (640, 400), (900, 330), (1080, 410), (1250, 310), (1460, 430)),
        "#39475f",
    )
    ridge = crest(980, (-20, 580), (200, 500), (420, 560), (1000, 540), (1240, 470), (1460, 550))
    s.fill(ridge, "#26374b")
    s.spray(ridge, ORANGE, (720, 620, 1200, 520), 0.6, 0)
    s.spray(ridge, ORANGE, (720, 620, 240, 520), 0.6, 0)
    # plume first, so that the stand cuts into it
    for k, colour in ((1.0, "#c8653a"), (0.8, "#eaa24f"), (0.58, "#ffe09a"), (0.32, "#fffaf0")):
        s.fill(
            f"M{720 - 58 * k},500C{720 - 88 * k},640 {720 - 130 * k},700 {720 - 150 * k},860H{720 + 150 * k}C{720 + 130 * k},700 {720 + 88 * k},640 {720 + 58 * k},500Z",
            colour,
        )
    for i in range(4):
        y = 560 + i * 56
        s.fill(poly((720 - 20 + i * 2, y), (720, y - 22), (720 + 20 - i * 2, y), (720, y + 22)), "#ffffff")
    # the stand
    for x in (430, 1010):
        s.line(f"M{x},880V110", INK, 22)
    for x, d in ((430, 84), (926, 84)):
        s.line(f"M{x},880V110M{x + d},880V110", INK, 16)
        for i in range(9):
            y = 110 + i * 84
            s.line(f"M{x},{y}L{x + d},{y + 84}M{x + d},{y}L{x},{y + 84}", "#20344a", 7)
            s.line(f"M{x},{y}h{d}", INK, 8)
        inner = x + d if x < 700 else x
        s.line(f"M{inner},880V430", "#f3b465", 5, 0.9)
    s.fill(rect(400, 96, 640, 40), "#22384e")
    s.fill(rect(400, 128, 640, 8), "#c98650")
    for y in (236, 404):
        s.line(f"M400,{y}H1040", "#182a3c", 14)
        s.line(
            "".join(f"M{x},{y}v-26" for x in range(404, 520, 22))
            + f"M404,{y - 26}h112"
            + "".join(f"M{x},{y}v-26" for x in range(930, 1046, 22))
            + f"M930,{y - 26}h112",
            "#4b5f75",
            4,
        )
    # tanks, pipes, engine
    s.fill("M604,136H836V236Q836,268 800,268H640Q604,268 604,236Z", "#c9d2cf")
    s.spray("M604,136H836V236Q836,268 800,268H640Q604,268 604,236Z", NAVY, (850, 200, 640, 180), 0.95, 0)
    s.line("M604,190H836", BRICK, 14)
    s.line("M660,268V330Q660,352 684,356M780,268V318Q780,350 756,356", "#8fa3a8", 18)
    s.line("M612,290Q560,300 560,350T640,392", OCHRE, 12)
    s.fill("M656,332H784V376H656Z", "#56697c")
    s.fill(oval(632, 366, 34), "#6f8291")
    s.fill(oval(632, 366, 18), NAVY)
    s.fill(oval(806, 360, 30), "#6f8291")
    s.fill(oval(806, 360, 15), NAVY)
    bell = "M684,376H756Q758,410 748,424Q790,450 800,512H640Q650,450 692,424Q682,410 684,376Z"
    s.fill(bell, "#a9795a")
    s.spray(bell, INK, (800, 400, 660, 440), 0.9, 0)
    s.spray(bell, "#ffd28a", (720, 520, 720, 430), 0.95, 0)
    s.line("M664,470H776M652,494H788M676,446H764", WINE, 4, 0.8)
    # cloud rolling off
    for layer, (colour, dark, y0) in enumerate(
        (("#b86f4d", WINE, 790), ("#e3b083", "#8e4a3a", 838), ("#f4d9b0", "#b0694c", 890))
    ):
        for i in range(15):
            x = 40 + i * 98 + layer * 37 + s.random.uniform(-20, 20)
            spread = abs(x - 720) / 720
            r = 62 + 44 * spread + s.random.uniform(-8, 18)
            s.fill(oval(x, y0 + 34 - 64 * spread * (2 - layer) / 2, r, r * 0.86), colour)
            away = 1 if x > 720 else -1
            s.spray(
                oval(x, y0 + 34 - 64 * spread * (2 - layer) / 2, r, r * 0.86),
                dark,
                (x + away * r, y0 + r * 0.8, x - away * r * 0.3, y0 - r * 0.5),
                0.8,
                0,
            )
    for x, y, r in ((610, 902, 70), (840, 904, 74), (680, 876, 76), (770, 880, 80), (724, 922, 90)):
        s.fill(oval(x, y, r, r * 0.84), "#fff1cc")
        s.spray(oval(x, y, r, r * 0.84), "#eda25a", (x + (x - 722) * 0.5, y + r, x, y - r * 0.4), 0.85, 0)
    s.fill(hill(980, (-20, 930), (400, 944), (900, 950), (1460, 926)), INK)
    s.fill(rect(76, 836, 150, 100), INK)
    s.fill(poly((66, 838), (236, 838), (216, 812), (86, 812)), NAVY)
    for i in range(3):
        s.fill(rect(92 + i * 44, 862, 28, 20), LAMP)


@picture("media/reading-glasses.jpg")
def reading_glasses(s: Scene) -> None:
    s.fill(s.all(), "#24475a")
    s.wash(s.all(), "#15293a", (1440, 960, 300, 200), 0.95, 0)
    for i in range(7):
        s.line(f"M-20,{90 + i * 150}Q500,{70 + i * 150} 1460,{120 + i * 150}", INK, 4, 0.35)
    for k in (1.15, 0.98, 0.82, 0.66):
        s.fill(oval(600, 450, 700 * k, 480 * k), "#f2c67a", 0.11)
    # the newspaper
    s.fill(poly((250, 230), (1010, 130), (1180, 770), (330, 900)), INK, 0.35)
    s.fill(poly((226, 206), (986, 112), (1150, 742), (306, 866)), "#d8c6a0")
    sheet = poly((226, 196), (986, 102), (1140, 722), (306, 842))
    s.fill(sheet, CREAM)
    s.spray(sheet, "#b48d5c", (1160, 760, 500, 300), 0.75, 0)

    def on_page(u: float, v: float) -> tuple[float, float]:
        return 226 + 760 * u + 80 * v + 74 * u * v, 196 - 94 * u + 646 * v - 26 * u * v

    def block(u: float, v: float, w: float, h: float, colour: str, opacity: float = 1) -> None:
        s.fill(poly(on_page(u, v), on_page(u + w, v), on_page(u + w, v + h), on_page(u, v + h)), colour, opacity)

    block(0.07, 0.07, 0.62, 0.05, NAVY)
    block(0.07, 0.145, 0.86, 0.006, NAVY)
    block(0.07, 0.2, 0.4, 0.28, "#87a9a4")
    s.fill(poly(on_page(0.07, 0.48), on_page(0.17, 0.32), on_page(0.25, 0.4), on_page(0.34, 0.27), on_page(0.47, 0.48)), TEAL)
    s.fill(oval(*on_page(0.39, 0.25), 15), CREAM)
    for column in range(2):
        for i in range(9):
            block(0.52 + column * 0.215, 0.2 + i * 0.031, 0.185 if i % 4 != 3 else 0.12, 0.011, "#7d7262", 0.9)
    for column in range(4):
        for i in range(12):
            block(0.07 + column * 0.219, 0.54 + i * 0.033, 0.19 if (i + column) % 5 else 0.11, 0.011, "#7d7262", 0.9)
    # telephone
    s.fill("M1046,330l196,-32q24,-4 29,20l76,388q5,24 -19,28l-196,34q-24,4 -29,-20l-76,-390q-5,-24 19,-28Z", INK, 0.5)
    s.fill("M1024,306l196,-32q24,-4 29,20l76,388q5,24 -19,28l-196,34q-24,4 -29,-20l-76,-390q-5,-24 19,-28Z", INK)
    s.fill("M1034,326l178,-29q10,-2 12,8l72,364q2,10 -8,12l-178,30q-10,2 -12,-8l-72,-365q-2,-10 8,-12Z", "#31677a")
    s.fill("M1034,326l178,-29q10,-2 12,8l20,102L1060,560l-42,-222q-2,-10 16,-12Z", "#5f979b", 0.55)
    for i, w in enumerate((120, 150, 100)):
        s.line(f"M{1088 + i * 9},{470 + i * 44}l{w},{-w * 0.165:.0f}", PALE, 12, 0.8)
    # cup, seen from above
    s.fill(oval(264, 700, 150, 148), INK, 0.4)
    s.fill(oval(236, 676, 150), PALE)
    s.spray(oval(236, 676, 150), TEAL, (360, 800, 160, 600), 0.9, 0)
    s.line("M318,600q76,-70 98,-8q10,44 -62,66", PAPER, 22)
    s.fill(oval(232, 668, 104), PAPER)
    s.spray(oval(232, 668, 104), "#7d9a98", (340, 760, 190, 620), 0.8, 0)
    s.fill(oval(234, 672, 86), "#6a3a25")
    s.spray(oval(234, 672, 86), "#d98e4e", (170, 610, 260, 700), 0.8, 0)
    # the glasses
    for dx, dy, colour, width in ((18, 26, "#5d4a36", 22), (0, 0, BRICK, 22), (-3, -4, "#e0835a", 7)):
        ring = "".join(oval(x + dx, y + dy, 118, 112) for x, y in ((640, 560), (906, 516)))
        if colour == BRICK:
            s.fill(ring, "#e4efe6", 0.42)
            for x, y in ((640, 560), (906, 516)):
                s.fill(poly((x - 76, y + 32), (x - 16, y - 78), (x + 20, y - 84), (x - 58, y + 58)), PAPER, 0.5)
        s.line(
            ring + f"M{754 + dx},{528 + dy}Q{772 + dx},{486 + dy} {794 + dx},{520 + dy}",
            colour,
            width,
            0.45 if colour == "#5d4a36" else 1,
        )
        s.line(
            f"M{526 + dx},{538 + dy}Q{470 + dx},{410 + dy} {560 + dx},{330 + dy}L{800 + dx},{250 + dy}Q{850 + dx},{236 + dy} {872 + dx},{266 + dy}",
            colour,
            width * 0.8,
            0.45 if colour == "#5d4a36" else 1,
        )
        s.line(
            f"M{1016 + dx},{478 + dy}Q{1012 + dx},{370 + dy} {940 + dx},{330 + dy}L{720 + dx},{318 + dy}Q{672 + dx},{320 + dy} {664 + dx},{352 + dy}",
            colour,
            width * 0.8,
            0.45 if colour == "#5d4a36" else 1,
        )


@picture("media/regional-hospital.jpg")
def hospital(s: Scene) -> None:
    s.sky("#7db2bd", "#bfd7cc", "#fbecca", 480)
    s.cloud(320, 150, 440, PAPER, 0.85)
    s.cloud(1130, 230, 360, PAPER, 0.75)
    s.fill(hill(700, (-20, 470), (260, 420), (560, 450), (900, 400), (1200, 440), (1460, 400)), "#93b8a6")
    for x, h, w in ((60, 120, 90), (170, 170, 70), (1200, 160, 90), (1310, 110, 110)):
        s.fill(rect(x, 560 - h, w, h + 60), "#86a9a4")
    main = rect(330, 250, 560, 450)
    wing = rect(890, 370, 380, 330)
    side = rect(170, 420, 160, 280)
    for part, wall, edge in ((side, "#e4d7bd", 330), (wing, "#ecdfc6", 1270), (main, PAPER, 890)):
        s.fill(part, wall)
        s.spray(part, "#6f8f95", (edge + 40, 700, edge - 300, 300), 0.8, 0)
    s.fill(rect(316, 236, 588, 22), TEAL)
    s.fill(rect(884, 358, 398, 18), TEAL)
    s.fill(rect(160, 408, 176, 16), TEAL)
    s.fill(rect(520, 170, 180, 70), PAPER)
    s.spray(rect(520, 170, 180, 70), "#6f8f95", (740, 240, 540, 170), 0.8, 0)
    s.fill(rect(592, 182, 36, 50) + rect(585, 189, 50, 36), "none")
    s.fill(rect(600, 184, 20, 44), BRICK)
    s.fill(rect(588, 196, 44, 20), BRICK)

    def windows(x: float, y: float, columns: int, rows: int, dx: float) -> None:
        for j in range(rows):
            for i in range(columns):
                pane = rect(x + i * dx, y + j * 66, dx * 0.62, 40)
                s.fill(pane, LAMP if s.random.random() < 0.25 else "#4d8791")
                s.fill(
                    poly((x + i * dx, y + j * 66), (x + i * dx + dx * 0.4, y + j * 66), (x + i * dx, y + j * 66 + 36)),
                    PAPER,
                    0.35,
                )
                s.line(f"M{x + i * dx},{y + j * 66 + 42}h{dx * 0.62}", "#b9ad94", 4)

    windows(358, 290, 9, 5, 58)
    windows(914, 408, 6, 4, 59)
    windows(190, 456, 3, 3, 46)
    s.fill(rect(540, 596, 150, 104), "#2c5663")
    s.fill(poly((540, 596), (600, 596), (540, 680)), PAPER, 0.3)
    s.line("M615,596v104", PAPER, 5)
    s.fill(poly((500, 566), (730, 566), (750, 596), (480, 596)), BRICK)
    s.spray(poly((500, 566), (730, 566), (750, 596), (480, 596)), WINE, (750, 596, 560, 566), 0.8, 0)
    s.line("M500,596v104M730,596v104", PAPER, 10)
    lawn = rect(-20, 690, 1480, 300)
    s.fill(lawn, "#93a660")
    s.spray(lawn, PINE, (0, 980, 0, 700), 0.85, 0)
    path = "M550,700H690C740,780 900,860 1010,980H440C520,880 560,790 550,700Z"
    s.fill(path, "#ecd9b0")
    s.spray(path, "#a9805a", (900, 980, 560, 720), 0.7, 0)
    for x, y, h in (
        (90, 716, 300),
        (250, 722, 240),
        (420, 716, 190),
        (830, 718, 200),
        (990, 722, 260),
        (1130, 716, 220),
        (1290, 724, 310),
        (1420, 730, 260),
    ):
        s.tree(x, y, h, s.random.choice((MOSS, "#6c9160", "#8b9a52")), PINE)
    for x in range(20, 520, 58):
        s.fill(dome(x, 760, 34), "#4f7a55")
        s.spray(dome(x, 760, 34), PINE, (x + 34, 760, x - 20, 726), 0.9, 0)
    for x in range(810, 1460, 58):
        s.fill(dome(x, 760, 34), "#4f7a55")
        s.spray(dome(x, 760, 34), PINE, (x + 34, 760, x - 20, 726), 0.9, 0)
    for x, y, h, coat, child in ((660, 862, 176, BRICK, False), (726, 862, 138, OCHRE, True)):
        s.fill(poly((x - 12, y), (x + 14, y), (x + 120, y + 26), (x + 90, y + 30)), INK, 0.25)
        s.person(x, y, h, coat, NAVY, "#d6a06e", "", child)
    s.line("M680,776Q700,800 714,790", "#d6a06e", 9)
    s.person(596, 738, 70, PALE, TEAL, "#b9794f")
    s.tree(1370, 985, 470, "#57804f", PINE)
    s.tree(40, 990, 420, "#57804f", PINE)


@picture("media/defence-forum.jpg")
def forum(s: Scene) -> None:
    s.fill(s.all(), "#1c3247")
    s.wash(s.all(), "#34586c", (560, 200, 560, 760), 0.9, 0)
    for i in range(13):
        x = -10 + i * 116
        s.fill(rect(x, 0, 58, 560), "#16293c", 0.55)
    s.fill(rect(-20, 96, 1480, 10), OCHRE, 0.5)
    for x in (300, 720, 1140):
        s.fill(poly((x - 30, 0), (x + 30, 0), (x + 18, 34), (x - 18, 34)), INK)
    s.spray(poly((702, 34), (738, 34), (1010, 700), (430, 700)), LAMP, (720, 0, 720, 700), 0.75, 0.1)
    s.spray(poly((286, 34), (314, 34), (500, 640), (120, 640)), LAMP, (300, 0, 300, 620), 0.4, 0)
    s.spray(poly((1126, 34), (1154, 34), (1320, 640), (940, 640)), LAMP, (1140, 0, 1140, 620), 0.4, 0)
    flags = (
        (BRICK, CREAM),
        (TEAL, OCHRE),
        (CREAM, BRICK),
        (OCHRE, NAVY),
        (BLUE, CREAM),
        (CREAM, TEAL),
        (WINE, OCHRE),
        (SEA, PAPER),
        (ORANGE, NAVY),
    )
    for i, (one, two) in enumerate(flags):
        x = 112 + i * 152
        if i == 4:
            x += 0
        s.line(f"M{x},600V168", OCHRE, 8)
        s.fill(oval(x, 160, 10), LAMP)
        cloth = f"M{x + 4},180C{x + 44},196 {x + 70},172 {x + 100},198C{x + 78},280 {x + 74},360 {x + 88},452C{x + 56},474 {x + 30},456 {x + 4},478Z"
        s.fill(cloth, one)
        s.fill(f"M{x + 4},270C{x + 40},290 {x + 62},262 {x + 86},284L{x + 80},372C{x + 56},356 {x + 36},386 {x + 4},370Z", two)
        s.spray(cloth, INK, (x + 100, 460, x + 20, 220), 0.85, 0)
        s.line(f"M{x + 46},196Q{x + 36},320 {x + 50},464", INK, 5, 0.22)
    stage = poly((-20, 600), (1460, 600), (1460, 790), (-20, 790))
    s.fill(stage, "#8d5a3e")
    s.wash(stage, "#d59a5e", (720, 600, 720, 790), 0.8, 0)
    s.spray(stage, INK, (0, 700, 560, 700), 0.85, 0)
    s.spray(stage, INK, (1440, 700, 880, 700), 0.85, 0)
    s.fill(oval(720, 690, 290, 46), "#ffdf9e", 0.5)
    s.fill(rect(-20, 774, 1480, 30), "#4b2c28")
    # lectern
    s.fill(poly((742, 700), (1010, 742), (960, 764), (700, 720)), INK, 0.4)
    desk = poly((628, 470), (812, 470), (788, 704), (652, 704))
    s.fill(desk, "#7a3c2b")
    s.spray(desk, INK, (830, 700, 640, 500), 0.85, 0)
    s.fill(poly((606, 440), (834, 440), (818, 480), (622, 480)), "#a2573a")
    s.fill(poly((606, 440), (834, 440), (832, 448), (608, 448)), "#f0b87a")
    s.fill(rect(632, 702, 176, 18), "#4b2c28")
    s.fill(oval(720, 576, 44), OCHRE)
    s.fill(oval(720, 576, 32), "#7a3c2b")
    s.line("M720,548v56M692,576h56", OCHRE, 7)
    for x, d in ((690, -26), (750, 26)):
        s.line(f"M{x},440Q{x},396 {x + d},376", INK, 5)
        s.fill(oval(x + d, 372, 9, 13), INK)
    s.fill(poly((690, 436), (738, 428), (752, 440), (696, 444)), PAPER)
    # delegates
    s.fill(rect(-20, 804, 1480, 180), "#4c6a76")
    for row, (y, r, colour) in enumerate(((838, 34, "#2f4b5e"), (888, 46, "#1f374a"), (962, 62, INK))):
        n = 15 - row * 3
        for i in range(n):
            x = (i + 0.5 + (0.5 if row % 2 else 0)) * 1440 / n + s.random.uniform(-14, 14)
            if row < 2 or i not in (3, 4):
                s.fill(
                    f"M{x - r * 1.6:.0f},{y + r * 2.6:.0f}V{y + r * 1.7:.0f}Q{x - r * 1.5:.0f},{y + r:.0f} {x:.0f},{y + r * 0.9:.0f}Q{x + r * 1.5:.0f},{y + r:.0f} {x + r * 1.6:.0f},{y + r * 1.7:.0f}V{y + r * 2.6:.0f}Z",
                    colour,
                )
                s.fill(oval(x, y, r * 0.72, r * 0.9), colour)
                lean = 1 if x < 720 else -1
                s.line(
                    f"M{x + lean * r * 0.3:.0f},{y - r * 0.76:.0f}Q{x + lean * r * 0.76:.0f},{y - r * 0.5:.0f} {x + lean * r * 0.66:.0f},{y + r * 0.2:.0f}",
                    "#d9a566",
                    3.5,
                    0.75,
                )


@picture("media/flood-wall.jpg")
def flood_wall(s: Scene) -> None:
    s.sky("#2f4f66", "#7d9aa0", "#efd3a2", 520)
    for x, y, w, c in (
        (260, 110, 520, "#4a6a7e"),
        (980, 80, 620, "#456479"),
        (1280, 220, 420, "#8aa2a4"),
        (640, 240, 460, "#86a0a3"),
    ):
        s.cloud(x, y, w, c, 0.75)
    for x in range(-40, 1500, 46):
        s.line(f"M{x},{s.random.uniform(-40, 360):.0f}l-26,74", PAPER, 2, 0.16)
    s.fill(rect(-20, 500, 560, 140), "#5b8889")
    s.line("M-20,522H140M180,540H420M60,560H300", PALE, 3, 0.6)
    s.fill(poly((30, 512), (260, 506), (330, 530), (-20, 532)), "#3c4c55")
    s.lighthouse(150, 512, 250)
    s.fill(hill(760, (440, 520), (740, 400), (1100, 330), (1460, 290)), "#6d8788")
    for i, (x, w, h, wall) in enumerate(
        ((610, 96, 120, "#e0cfa6"), (770, 90, 170, "#5d8079"), (1000, 104, 200, "#c2795a"), (1250, 110, 240, "#d0ab6e"))
    ):
        s.house(x, 560 - i * 8, w, h, wall, NAVY, LAMP, 2)
    for i, (x, w, h, wall) in enumerate(
        (
            (520, 104, 130, "#a8604a"),
            (640, 96, 180, "#d0ab6e"),
            (742, 112, 150, "#47707a"),
            (862, 100, 205, "#b85a42"),
            (970, 118, 170, "#e0cfa6"),
            (1098, 100, 220, "#5d8079"),
            (1204, 116, 185, "#a3503c"),
            (1330, 126, 240, "#cfa565"),
        )
    ):
        s.house(x, 640, w, h, wall, WINE if i % 2 else NAVY, LAMP, 3)
    # the wall sweeps in from the right
    s.fill(rect(-20, 570, 360, 60), "#4b7f82")
    s.fill(rect(-20, 600, 600, 200), "#3d7678")
    s.fill(rect(500, 632, 960, 80), "#8f8670")
    s.fill(rect(-20, 690, 1480, 290), "#3d7678")
    s.line("M-20,600H120M150,624H330M-10,652H210M180,676H330", PALE, 3.5, 0.55)
    crown = "M330,600C520,566 900,570 1460,640"
    wall = crown + "V860C900,780 560,740 330,690Z"
    s.fill(wall, "#c2b497")
    s.spray(wall, "#2c3f4a", (900, 820, 880, 570), 0.9, 0)
    for x in range(390, 1460, 92):
        t = (x - 330) / 1130
        top = 600 - 100 * t * (1 - t) ** 2 - 70 * t * t * (1 - t) + 40 * t**3
        s.line(f"M{x},{top + 14:.0f}v{110 + 90 * t:.0f}", "#7c735f", 5, 0.6)
    s.line(crown, "#f3e7c8", 15)
    s.person(1226, 612, 96, OCHRE, NAVY, "#b9794f", OCHRE)
    s.person(1272, 618, 92, BRICK, NAVY, "#b9794f")
    # the wave that bursts on it
    for colour, dark, reach, plumes in ((PALE, "#4f8c8c", 1.0, 11), ("#e8f0e7", SEA, 0.74, 9), (PAPER, "#9cc4bd", 0.5, 7)):
        for p in range(plumes):
            t = p / (plumes - 1)
            a = math.pi * (1.17 + 0.64 * t) + s.random.uniform(-0.04, 0.04)
            length = reach * (500 - 260 * abs(t - 0.42)) * s.random.uniform(0.84, 1.14)
            foot, half = 450 + 250 * t, 46 + 20 * reach
            x, y = foot + 0.62 * length * math.cos(a), 770 + length * math.sin(a)
            curl = 26 * math.cos(a)
            plume = f"M{foot - half:.0f},800Q{foot - half * 0.9 + curl:.0f},{(800 + y) / 2 - 40:.0f} {x - 13:.0f},{y + 10:.0f}Q{x:.0f},{y - 14:.0f} {x + 13:.0f},{y + 10:.0f}Q{foot + half * 0.9 + curl:.0f},{(800 + y) / 2 - 40:.0f} {foot + half:.0f},800Z"
            s.fill(plume, colour)
            s.spray(plume, dark, (foot + half, 800, x - 30, y), 0.7, 0)
    for _ in range(170):
        a, d = s.random.uniform(-2.75, -0.45), s.random.uniform(0.5, 1.0)
        s.fill(oval(580 + math.cos(a) * d * 350, 740 + math.sin(a) * d * 560, 1.5 + 9 * (1.05 - d)), PAPER, 0.95)
    for i, (y, colour) in enumerate(((716, "#3d7678"), (770, "#2c626a"), (830, "#20505b"), (900, "#173d4b"))):
        points = [
            (-60 + k * 132 + i * 50, y + (k * 9 if i < 3 else k * 4) + (-1) ** (k + i) * (22 + i * 4)) for k in range(-1, 13)
        ]
        s.fill(hill(990, *points), colour)
        s.spray(hill(990, *points), INK, (0, y + 120, 0, y - 10), 0.6, 0)
        s.line(curve(points), PAPER, 6 + i * 1.5, 0.75)
        s.line(curve([(x + 24, yy + 24 + 4 * i) for x, yy in points]), "#6ba3a0", 4 + i, 0.5)


@picture("media/tram.jpg")
def tram(s: Scene) -> None:
    s.sky("#79b0b6", "#c8d9c6", "#fdeac0", 430)
    s.cloud(720, 120, 380, PAPER, 0.85)
    s.cloud(560, 215, 240, PAPER, 0.7)
    s.fill(rect(300, 352, 840, 200), "#6fa8a2")
    s.glitter(610, 360, 500, 110, PAPER)
    s.fill(hill(420, (760, 352), (900, 322), (1060, 330), (1200, 352)), "#8fb3a5")
    s.fill(poly((560, 372), (760, 366), (780, 378), (560, 386)), "#55676b")
    s.lighthouse(742, 370, 128)
    s.line("M470,400q30,-40 30,-44M470,400h56l-10,12h-40Z", NAVY, 4)
    s.fill(poly((500, 396), (500, 340), (530, 396)), PAPER)
    # the two sides of the street fall away towards the water
    rows = (
        (
            (470, 500, 70, 110, "#d9c59b"),
            (390, 560, 92, 190, "#bf6a4c"),
            (290, 650, 116, 290, "#e6d3ab"),
            (160, 770, 146, 420, "#5b8783"),
            (-30, 930, 200, 580, "#b55a41"),
        ),
        (
            (860, 500, 70, 120, "#c77f57"),
            (918, 560, 92, 200, "#e6d3ab"),
            (1000, 650, 118, 310, "#5b8783"),
            (1106, 770, 150, 430, "#d2a45c"),
            (1240, 930, 210, 600, "#8f4334"),
        ),
    )
    street = poly((540, 470), (860, 470), (1300, 980), (100, 980))
    s.fill(rect(-20, 480, 1480, 500), "#7f8a7d")
    s.fill(street, "#b7a98b")
    s.wash(street, "#5f6a6c", (900, 980, 640, 480), 0.75, 0)
    for n, row in enumerate(rows):
        for x, y, w, h, wall in row:
            s.house(x, y, w, h, wall, WINE if n else NAVY, LAMP, 4 if h > 280 else 3)
            s.fill(rect(x + w * 0.08, y - h * 0.2, w * 0.84, h * 0.045), (TEAL, OCHRE, BRICK)[int(x) % 3])
            s.fill(rect(x + w * 0.14, y - h * 0.155, w * 0.3, h * 0.155), LAMP)
            s.fill(rect(x + w * 0.58, y - h * 0.155, w * 0.2, h * 0.155), NAVY)
    s.fill(poly((100, 980), (170, 920), (480, 520), (540, 480), (-20, 990)), "#d8c9a5")
    s.fill(poly((1300, 980), (1240, 920), (920, 520), (860, 480), (1460, 990)), "#a89877")
    for i in range(9):
        y = 560 + i * i * 5.6
        half = 130 + (y - 480) * 0.8
        s.line(f"M{700 - half:.0f},{y:.0f}H{700 + half:.0f}", "#8f866f", 2 + i * 0.5, 0.45)
    for a, b in ((640, 430), (690, 640), (716, 790), (766, 1010)):
        s.line(f"M{a},480L{b},980", NAVY, 6)
        s.line(f"M{a},480L{b - 3},980", "#f4e3b4", 2)
    s.line("M720,0L690,470M760,0L742,470", INK, 2.5)
    for y, half in ((300, 190), (150, 420)):
        s.line(f"M{715 - half},{y - 10}Q715,{y + 26} {715 + half},{y - 10}", INK, 2.5)
    # the tram, coming up
    s.fill(poly((400, 902), (690, 902), (800, 930), (470, 944)), INK, 0.4)
    body = "M392,900V560Q394,498 450,486Q540,470 630,486Q688,498 690,560V900Z"
    s.fill(poly((690, 540), (742, 520), (736, 800), (690, 880)), WINE)
    s.fill(poly((694, 580), (738, 562), (736, 660), (694, 694)), NAVY)
    s.fill(body, BRICK)
    s.spray(body, INK, (720, 900, 480, 560), 0.7, 0)
    s.fill("M392,716H690V772H392Z", CREAM)
    s.spray("M392,716H690V772H392Z", "#8a6d5a", (690, 772, 460, 716), 0.8, 0)
    s.fill("M418,566Q420,536 460,530Q540,518 622,530Q662,536 664,566V690H418Z", NAVY)
    s.fill("M426,568Q430,544 462,538L520,532L440,682H426Z", "#8fb9bb", 0.8)
    s.line("M541,526V690", BRICK, 9)
    s.fill(oval(600, 640, 22, 28), "#b9794f")
    s.fill("M574,690Q576,660 600,660Q628,660 632,690Z", TEAL)
    s.fill(dome(600, 626, 24), INK)
    s.fill(rect(478, 492, 126, 28), INK)
    s.fill(oval(541, 506, 10), LAMP)
    for x in (436, 646):
        s.fill(oval(x, 806, 21), PAPER)
        s.fill(oval(x, 806, 15), LAMP)
    s.fill(rect(380, 862, 322, 34), INK)
    s.fill(poly((420, 896), (664, 896), (640, 924), (444, 924)), NAVY)
    s.line("M541,480L600,420L700,400M580,424L650,390", INK, 6)
    s.person(236, 952, 190, TEAL, INK, "#b9794f", CREAM)
    s.person(300, 938, 180, OCHRE, NAVY, SAND)
    s.person(1120, 900, 150, NAVY, INK, SAND, BRICK)


def small_ferry(s: Scene, x: float, y: float, k: float, name: str = BRICK) -> None:
    """A ferry that floats at (x, y) and sails to the right."""

    def at(*points: tuple[float, float]) -> str:
        return poly(*((x + a * k, y + b * k) for a, b in points))

    hull = at((-330, -70), (360, -86), (300, 14), (-290, 14))
    s.fill(hull, NAVY)
    s.fill(at((-332, -76), (364, -92), (356, -70), (-326, -54)), name)
    s.spray(hull, INK, (x + 300 * k, y, x - 200 * k, y - 60 * k), 0.8, 0)
    for deck, lid in (((-290, -150, 250, -76), TEAL), ((-220, -216, 150, -150), TEAL)):
        a, b, c, d = deck
        box = at((a, b), (c, b), (c + 14, d), (a, d))
        s.fill(box, PAPER)
        s.spray(box, "#5f8390", (x + c * k, y + d * k, x + a * k, y + b * k), 0.75, 0)
        for i in range(int((c - a) / 54)):
            s.fill(
                at((a + 20 + i * 54, b + 18), (a + 52 + i * 54, b + 18), (a + 52 + i * 54, b + 46), (a + 20 + i * 54, b + 46)),
                "#f6cf86" if i % 3 == 1 else NAVY,
            )
        s.fill(at((a - 8, b - 8), (c + 10, b - 8), (c + 10, b + 3), (a - 8, b + 3)), lid)
    bridge = at((40, -268), (140, -268), (156, -222), (34, -222))
    s.fill(bridge, PAPER)
    s.fill(at((50, -258), (136, -258), (144, -238), (48, -238)), NAVY)
    funnel = at((-130, -312), (-62, -318), (-52, -216), (-140, -216))
    s.fill(funnel, name)
    s.spray(funnel, INK, (x - 50 * k, y - 216 * k, x - 120 * k, y - 300 * k), 0.85, 0)
    s.fill(at((-131, -300), (-61, -306), (-58, -282), (-133, -276)), INK)
    s.line(
        f"M{x + 92 * k},{y - 268 * k}v{-70 * k}M{x + 330 * k},{y - 86 * k}v{-90 * k}M{x - 310 * k},{y - 70 * k}v{-100 * k}",
        INK,
        max(2, 5 * k),
    )
    s.fill(at((-310, -170), (-360, -158), (-310, -144)), OCHRE)
    for i in range(4):
        s.fill(oval(x + (-110 - i * 58) * k, y + (-340 - i * 26) * k, (22 + i * 12) * k, (15 + i * 7) * k), PAPER, 0.7 - i * 0.14)
    s.line(f"M{x - 360 * k},{y + 22 * k}h{690 * k}M{x - 480 * k},{y + 40 * k}h{420 * k}", PAPER, max(3, 9 * k), 0.85)


@picture("media/ferry.jpg")
def ferry(s: Scene) -> None:
    s.sky("#5d9fae", "#b6d3c8", "#fde3b0", 480)
    s.fill(oval(210, 320, 84), "#fff2c8")
    s.fill(oval(210, 320, 136), "#fff2c8", 0.25)
    s.cloud(620, 130, 420, PAPER, 0.85)
    s.cloud(1240, 210, 360, PAPER, 0.75)
    s.cloud(110, 440, 280, PAPER, 0.7)
    s.fill(hill(540, (-20, 500), (200, 470), (430, 505)), "#9dbdb2")
    island = hill(560, (740, 540), (860, 420), (1010, 350), (1180, 300), (1330, 350), (1460, 380))
    s.fill(island, "#6f9a76")
    s.spray(island, PINE, (1460, 560, 900, 360), 0.9, 0)
    s.line("M1040,400q60,40 20,90t60,60", "#d8c99b", 7, 0.8)
    for x, h, wall in (
        (900, 34, PAPER),
        (948, 40, "#d99a6b"),
        (1000, 36, CREAM),
        (1052, 44, PAPER),
        (1110, 38, BRICK),
        (1168, 44, PAPER),
        (1224, 38, OCHRE),
        (1290, 42, PAPER),
    ):
        s.house(x, 548 - (x % 3) * 6, 42, h, wall, WINE, LAMP, 1)
    s.fill(rect(880, 546, 580, 14), "#8a7455")
    s.water(540, "#4f9694", "#1d5560", PAPER, 90)
    s.glitter(220, 550, 930, 150, "#fff0c8")
    small_ferry(s, 690, 760, 1.22)
    for x, y, w in ((300, 330, 34), (420, 250, 24), (960, 210, 30), (520, 410, 20), (1120, 130, 20)):
        s.gull(x, y, w)
    s.fill(hill(990, (-20, 880), (240, 900), (560, 950), (760, 985)), "#1a3d48")
    s.spray(hill(990, (-20, 880), (240, 900), (560, 950), (760, 985)), INK, (0, 980, 0, 880), 0.9, 0)
    s.fill(poly((1240, 980), (1246, 820), (1290, 820), (1298, 980)), BRICK)
    s.spray(poly((1240, 980), (1246, 820), (1290, 820), (1298, 980)), INK, (1300, 980, 1240, 840), 0.85, 0)
    s.line("M1252,820v-44h32v44M1268,776v-26", INK, 6)
    s.fill(oval(1268, 796, 13), LAMP)
    s.line("M1200,966h140", PAPER, 8, 0.8)


@picture("media/fish-market.jpg")
def fish_market(s: Scene) -> None:
    s.fill(s.all(), "#1c3448")
    back = rect(330, 250, 780, 330)
    s.fill(back, "#3f6f82")
    s.wash(back, "#f0b884", (0, 560, 0, 300), 0.95, 0)
    s.fill(rect(330, 500, 780, 90), "#3b6673")
    s.glitter(720, 506, 580, 220, "#f6cb93")
    for x, h in ((420, 190), (560, 240), (690, 170), (880, 250), (1010, 200)):
        s.line(
            f"M{x},520V{520 - h}M{x - 34},{520 - h * 0.6:.0f}h68M{x},{520 - h}L{x + 60},508M{x},{520 - h}L{x - 60},508", NAVY, 5
        )
        s.fill(poly((x - 76, 504), (x + 80, 500), (x + 60, 536), (x - 60, 536)), (NAVY, WINE, PINE)[int(x) % 3])
    # the iron hall
    s.fill(poly((-20, -20), (1460, -20), (1110, 250), (330, 250)), "#16293b")
    s.fill(poly((-20, -20), (330, 250), (330, 600), (-20, 780)), "#223d51")
    s.fill(poly((1460, -20), (1110, 250), (1110, 600), (1460, 780)), "#18303f")
    floor = poly((330, 580), (1110, 580), (1460, 780), (1460, 980), (-20, 980), (-20, 780))
    s.fill(floor, "#56707a")
    s.wash(floor, "#20384a", (0, 980, 0, 600), 0.9, 0)
    s.spray(poly((430, 584), (1010, 584), (1220, 980), (230, 980)), "#e9a96c", (720, 580, 720, 940), 0.7, 0)
    for k in (0.0, 0.34, 0.68):
        x, y, low = 330 - 350 * k, 250 - 270 * k, 590 + 190 * k
        w = 12 + 16 * k
        for side in (-1, 1):
            px = 720 + side * (720 - x)
            s.line(f"M{px},{low}V{y + 60}", INK, w)
            s.line(f"M{px},{y + 150 + 40 * k}Q{px},{y + 40} {px - side * (130 + 90 * k)},{y + 14}", INK, w * 0.6)
        s.line(f"M{x},{y + 14}H{1440 - x}", INK, w)
        s.line(
            "".join(
                f"M{x + i * (1440 - 2 * x) / 14:.0f},{y + 14}l{(1440 - 2 * x) / 28:.0f},-34l{(1440 - 2 * x) / 28:.0f},34"
                for i in range(14)
            ),
            INK,
            w * 0.4,
        )
    for x, y, k in ((560, 250, 0.7), (880, 250, 0.7), (440, 210, 1.0), (1000, 210, 1.0), (230, 150, 1.5), (1210, 150, 1.5)):
        s.line(f"M{x},0V{y}", INK, 3 * k)
        s.spray(
            poly((x - 40 * k, y + 30 * k), (x + 40 * k, y + 30 * k), (x + 150 * k, y + 330 * k), (x - 150 * k, y + 330 * k)),
            LAMP,
            (x, y, x, y + 300 * k),
            0.55,
            0,
        )
        s.fill(poly((x - 46 * k, y + 34 * k), (x + 46 * k, y + 34 * k), (x + 18 * k, y), (x - 18 * k, y)), "#2d5a5f")
        s.fill(oval(x, y + 34 * k, 30 * k, 11 * k), "#fff1c4")

    def crate(x: float, y: float, k: float, wood: str) -> None:
        s.fill(poly((x, y), (x + 150 * k, y), (x + 176 * k, y - 44 * k), (x + 26 * k, y - 44 * k)), "#dfeaea")
        for i in range(6):
            fx, fy = x + (30 + i * 21) * k, y - (16 + (i % 2) * 13) * k
            fish = f"M{fx - 26 * k:.1f},{fy:.1f}q{24 * k:.1f},{-17 * k:.1f} {46 * k:.1f},0l{14 * k:.1f},{-9 * k:.1f}v{18 * k:.1f}l{-14 * k:.1f},{-9 * k:.1f}q{-22 * k:.1f},{15 * k:.1f} {-46 * k:.1f},0Z"
            s.fill(fish, ("#a9c6cb", "#86aab4", "#c8d9d8")[i % 3])
            s.fill(oval(fx - 17 * k, fy - 2 * k, 2.4 * k), INK)
        s.fill(rect(x, y, 150 * k, 46 * k), wood)
        s.fill(poly((x + 150 * k, y), (x + 176 * k, y - 44 * k), (x + 176 * k, y), (x + 150 * k, y + 46 * k)), WINE)
        s.spray(rect(x, y, 150 * k, 46 * k), INK, (x + 150 * k, y + 46 * k, x, y), 0.7, 0)
        s.line(f"M{x},{y + 23 * k}h{150 * k}", INK, 3, 0.4)

    for x, y in ((360, 640), (480, 626), (880, 630), (1000, 646)):
        crate(x, y, 0.52, "#a97a4a")
    for x, y, h, coat, hat in (
        (470, 700, 160, TEAL, CREAM),
        (990, 700, 158, OCHRE, NAVY),
        (610, 662, 128, BRICK, INK),
        (840, 650, 118, BLUE, CREAM),
        (720, 640, 106, WINE, INK),
    ):
        s.person(x, y, h, coat, INK, "#b9794f", hat)
    for x, y, k in ((1040, 860, 1.15), (1210, 842, 1.15), (1126, 800, 1.15)):
        crate(x, y, k, "#b5854f")
    for x, y, k in ((-40, 900, 1.3), (40, 846, 1.3)):
        crate(x, y, k, "#a97a4a")
    # a porter with his barrow
    s.line("M470,838L720,872M720,872L742,760", "#6b4a33", 13)
    for x, y in ((520, 826), (536, 776), (550, 726)):
        crate(x, y - 10, 0.98, "#c09058")
    s.fill(oval(704, 888, 34), INK)
    s.fill(oval(704, 888, 18), "#6f8291")
    s.person(430, 934, 300, "#2f6670", INK, "#b9794f", BRICK)
    s.line("M446,726Q480,790 500,836", "#24525c", 32)
    s.fill(oval(502, 842, 16), "#b9794f")


@picture("media/observatory.jpg")
def observatory(s: Scene) -> None:
    s.sky("#0f2038", "#1f3f5c", "#5f8a92", 700)
    for _ in range(240):
        x, y = s.random.uniform(0, 1440), s.random.uniform(0, 560)
        s.fill(oval(x, y, s.random.choice((1, 1.3, 1.8, 2.6))), PAPER, s.random.uniform(0.5, 1))
    for _ in range(420):  # the Milky Way
        x = s.random.uniform(-20, 1460)
        y = 560 - x * 0.42 + s.random.gauss(0, 46)
        s.fill(oval(x, y, s.random.choice((0.8, 1, 1.4))), PAPER, s.random.uniform(0.3, 0.8))
    for x, y, r in ((300, 150, 9), (560, 260, 7), (210, 330, 6), (1270, 170, 8)):
        s.fill(
            f"M{x},{y - r * 2}L{x + r * 0.4},{y - r * 0.4}L{x + r * 2},{y}L{x + r * 0.4},{y + r * 0.4}L{x},{y + r * 2}L{x - r * 0.4},{y + r * 0.4}L{x - r * 2},{y}L{x - r * 0.4},{y - r * 0.4}Z",
            "#fff3cf",
        )
    s.fill(rect(-20, 640, 1480, 340), "#2c5a68")
    s.fill(hill(642, (-20, 630), (160, 606), (430, 640)), "#2a4a5b")
    s.fill(blob((-60, 650), (200, 640), (470, 668), (640, 720), (420, 750), (140, 744), (-60, 760)), "#1f4252")
    for _ in range(120):
        x = s.random.uniform(0, 620)
        y = s.random.uniform(662, 740) + x * 0.03
        s.fill(rect(x, y, s.random.uniform(3, 7), s.random.uniform(3, 8)), s.random.choice((LAMP, "#f3b465", "#ffd88e")))
        if s.random.random() < 0.35:
            s.line(f"M{x:.0f},{y + 16:.0f}h{s.random.uniform(6, 30):.0f}", "#f3b465", 2.5, 0.55)
    s.line("M40,760q160,26 330,6M70,800h240M180,836h180", "#7fb0ae", 3, 0.5)
    s.lighthouse(96, 662, 96)
    s.spray(poly((98, 576), (-20, 540), (-20, 600)), LAMP, (96, 576, -20, 570), 0.7, 0)
    ground = hill(990, (180, 980), (420, 860), (640, 740), (900, 660), (1160, 670), (1460, 730))
    s.fill(ground, "#23493f")
    s.spray(ground, INK, (1460, 960, 620, 700), 0.95, 0)
    for x, y, h in ((500, 830, 120), (560, 806, 150), (640, 766, 120), (1330, 714, 210), (1400, 730, 250), (1270, 706, 150)):
        s.pine(x, y, h, "#2f6152", INK)
    # building and dome
    drum = rect(800, 500, 340, 190)
    s.fill(rect(1120, 560, 190, 130), "#c9bb9a")
    s.spray(rect(1120, 560, 190, 130), NAVY, (1310, 690, 1120, 580), 0.95, 0.1)
    s.fill(rect(1110, 548, 210, 16), BRICK)
    for x in (1150, 1210, 1264):
        s.fill(rect(x, 596, 26, 40), LAMP if x != 1210 else NAVY)
    s.fill(drum, CREAM)
    s.spray(drum, NAVY, (1160, 690, 840, 560), 1, 0)
    s.fill(rect(784, 484, 372, 26), "#d8c9a5")
    s.spray(rect(784, 484, 372, 26), NAVY, (1156, 500, 860, 490), 1, 0)
    for x in (840, 1076):
        s.fill(arch(x, 640, 30, 70), NAVY)
    s.fill(arch(936, 690, 68, 116), WINE)
    s.fill(rect(946, 640, 20, 50), LAMP, 0.9)
    s.fill(dome(970, 486, 176), "#9db8b6")
    s.spray(dome(970, 486, 176), NAVY, (1150, 480, 860, 360), 1, 0)
    for d in (-1, 1):
        s.line(f"M970,310Q{970 + d * 100},350 {970 + d * 116},486", "#6f9296", 4, 0.7)
    slit = "M876,486Q872,392 904,326L958,308Q936,392 944,486Z"
    s.fill(slit, INK)
    s.spray(slit, "#f3b465", (910, 490, 910, 380), 0.9, 0)
    s.line("M920,470L822,290", "#d9a34b", 32)
    s.line("M926,480L830,304", "#8a5c2e", 10)
    s.line("M826,298L808,264", "#e9c37c", 42)
    s.fill(oval(804, 258, 22, 12), LAMP, 0.8)
    s.line("M970,690Q960,760 1040,810T1010,985", "#c9b78e", 40)
    for x, y, h, coat, child in ((880, 716, 74, BRICK, False), (846, 720, 62, OCHRE, True), (816, 724, 58, TEAL, True)):
        s.person(x, y, h, coat, INK, SAND, "", child)
    s.fill(hill(990, (-20, 930), (300, 905), (700, 950), (1000, 985)), INK)


@picture("articles/2024/05/lamplighters-daughter/stage.jpg")
def stage(s: Scene) -> None:
    s.fill(s.all(), "#14222f")
    wall = rect(160, 60, 1120, 620)
    s.fill(wall, "#26384a")
    for i in range(14):
        s.fill(rect(160 + i * 80, 60, 38, 620), "#203142")
    for x in (160, 440, 720, 1000, 1280):
        s.line(f"M{x},680V60M{x},180L{x + 90},70M{x},180L{x - 90},70", "#17273a", 20)
    s.line("M140,70H1300", "#17273a", 26)
    s.fill(arch(330, 470, 150, 210), "#1a2b3c")
    s.fill(arch(960, 470, 150, 210), "#1a2b3c")
    floor = poly((120, 660), (1320, 660), (1460, 830), (-20, 830))
    s.fill(floor, "#7c4a36")
    s.wash(floor, "#2c2430", (1440, 700, 640, 700), 0.95, 0)
    for i in range(13):
        x = 120 + i * 100
        s.line(f"M{x},660L{720 + (x - 720) * 1.24:.0f},830", "#4d2d2a", 4, 0.6)
    beam = poly((60, -20), (190, -20), (980, 760), (520, 760))
    s.spray(beam, LAMP, (120, -20, 760, 760), 0.75, 0.3)
    s.fill(oval(750, 742, 240, 42), "#f3c888", 0.6)
    # ladder, lamp post, girl
    for dx in (0, 62):
        s.line(f"M{930 + dx},752L{900 + dx * 0.8},170", "#c08a4f", 13)
    s.line("".join(f"M{928 - i * 2.6:.0f},{716 - i * 52}h{62 - i:.0f}" for i in range(10)), "#c08a4f", 9)
    s.line("M1112,750V250M1112,300h-66", INK, 16)
    s.fill(poly((1080, 250), (1144, 250), (1132, 166), (1092, 166)), "#53626b")
    s.fill(poly((1072, 166), (1152, 166), (1112, 124)), INK)
    s.fill(rect(1076, 250, 72, 12), INK)
    s.fill(poly((786, 746), (1060, 776), (1030, 790), (760, 756)), INK, 0.45)
    dress = "M676,748C690,640 700,560 716,500Q742,474 780,500C800,570 826,660 842,748Q760,766 676,748Z"
    s.fill(dress, BRICK)
    s.spray(dress, INK, (860, 740, 700, 560), 0.85, 0)
    s.fill("M706,560Q690,650 700,740L742,752Q722,640 736,560Z", CREAM, 0.85)
    s.line("M722,520Q660,470 640,388", BRICK, 28)
    s.line("M772,520Q808,570 800,628", "#8c3a2b", 26)
    s.fill(oval(640, 378, 15), "#d6a06e")
    s.fill(oval(798, 640, 14), "#b97f52")
    s.fill(rect(734, 466, 26, 34), "#b97f52")
    s.fill(oval(744, 434, 40, 46), "#d6a06e")
    s.spray(oval(744, 434, 40, 46), WINE, (786, 450, 730, 430), 0.8, 0)
    s.fill("M700,432Q694,374 748,372Q806,376 800,440Q812,500 804,546Q768,524 772,458Q764,412 700,432Z", INK)
    s.line("M716,440q7,5 14,0M718,462q6,4 12,1", INK, 4)
    for k, o in ((150, 0.10), (104, 0.16), (64, 0.3)):
        s.fill(oval(630, 318, k), LAMP, o)
    s.line("M640,372V346M612,346h56M640,266q-26,0 -26,24M640,266q26,0 26,24", INK, 7)
    s.fill(poly((612, 346), (668, 346), (660, 288), (620, 288)), "#fff1c4")
    s.fill(poly((608, 290), (672, 290), (640, 264)), INK)
    s.line("M640,290v56", INK, 4)
    # curtain and heads
    for side in (-1, 1):
        x = 720 - side * 740
        cloth = f"M{x},-20H{x + side * 190}C{x + side * 200},260 {x + side * 110},420 {x + side * 150},840H{x}Z"
        s.fill(cloth, "#8f3328")
        s.spray(cloth, INK, (x if side > 0 else x - 150, 0, x + side * 190 if side > 0 else x, 0), 0.8, 0.1)
        for k in (40, 84, 128):
            s.line(
                f"M{x + side * k},-20C{x + side * (k + 16)},300 {x + side * (k - 30)},500 {x + side * k * 0.8:.0f},840",
                "#4d1f22",
                7,
                0.8,
            )
    s.fill(poly((-20, -20), (1460, -20), (1460, 70), (1080, 96), (720, 70), (360, 96), (-20, 70)), "#7a2c26")
    s.line("M-20,72L360,98L720,72L1080,98L1460,72", OCHRE, 9)
    s.fill(rect(-20, 826, 1480, 18), OCHRE, 0.75)
    s.fill(rect(-20, 842, 1480, 140), "#22384a")
    for row, (y, r, colour) in enumerate(((886, 44, "#16283a"), (962, 60, "#0b1622"))):
        n = 13 - row * 3
        for i in range(n):
            x = (i + 0.5 + row * 0.3) * 1440 / n + s.random.uniform(-12, 12)
            s.fill(oval(x, y, r * 0.76, r * 0.92), colour)
            s.fill(
                f"M{x - r * 1.5:.0f},{y + r * 2.4:.0f}Q{x - r * 1.5:.0f},{y + r * 0.9:.0f} {x:.0f},{y + r * 0.8:.0f}Q{x + r * 1.5:.0f},{y + r * 0.9:.0f} {x + r * 1.5:.0f},{y + r * 2.4:.0f}Z",
                colour,
            )
            s.line(
                f"M{x - r * 0.5:.0f},{y - r * 0.7:.0f}Q{x:.0f},{y - r * 1.06:.0f} {x + r * 0.5:.0f},{y - r * 0.7:.0f}",
                "#d39a5e",
                3.5,
                0.7,
            )


@picture("media/lighthouse.jpg")
def breakwater_light(s: Scene) -> None:
    s.sky("#232f57", "#7a6190", "#f0a878", 560)
    for _ in range(60):
        s.fill(oval(s.random.uniform(0, 1440), s.random.uniform(0, 230), s.random.uniform(1, 2.4)), PAPER, 0.8)
    for x, y, w, c in ((280, 360, 520, "#9a7396"), (1240, 400, 460, "#a97a94"), (700, 480, 520, "#d99483")):
        s.cloud(x, y, w, c, 0.6)
    s.fill(hill(620, (-20, 560), (180, 530), (420, 556), (560, 580)), "#5f4f7d")
    s.water(570, "#4f5b86", "#15233f", "#f3b893", 80)
    s.glitter(330, 580, 900, 200, "#f3b893")
    for y in (0, 1):
        s.spray(poly((930, 214), (-20, 60 + y * 60), (-20, 330 - y * 80)), LAMP, (930, 214, 0, 190), 0.7, 0.05)
    s.spray(poly((930, 214), (1460, 130), (1460, 310)), LAMP, (930, 214, 1460, 220), 0.7, 0.1)
    # the mole runs away to the right
    mole = poly((700, 690), (860, 640), (1460, 610), (1460, 800), (1120, 800), (760, 760))
    s.fill(mole, "#5a536f")
    s.fill(poly((700, 690), (860, 640), (1460, 610), (1460, 660), (1060, 700)), "#a58a94")
    s.spray(mole, INK, (1100, 820, 1060, 660), 0.9, 0)
    for row in range(3):
        for i in range(9):
            x, y = 790 + i * 82 + row % 2 * 40, 716 + row * 30 - i * 6
            s.line(f"M{x},{y}v24M{x - 40},{y}h80", INK, 3.5, 0.35)
    s.fill(poly((800, 676), (860, 620), (1000, 616), (1070, 668), (1000, 690), (860, 696)), "#7f7085")
    s.lighthouse(930, 660, 540)
    s.fill(arch(914, 660, 34, 62), INK)
    for y in (560, 440, 330):
        s.fill(rect(918, y, 16, 26), LAMP if y == 440 else INK)
    house = poly((1010, 664), (1010, 596), (1060, 560), (1140, 560), (1140, 652))
    s.fill(house, CREAM)
    s.spray(house, NAVY, (1150, 660, 1000, 590), 0.95, 0.05)
    s.fill(poly((1000, 600), (1058, 548), (1152, 548), (1152, 566), (1066, 566), (1010, 606)), BRICK)
    s.fill(rect(1074, 592, 26, 28), LAMP)
    for i, (y, colour) in enumerate(((716, "#56648f"), (778, "#41517f"), (846, "#2d3c69"), (916, "#1c294c"))):
        points = [
            (
                -60 + k * 150 + i * 56,
                y + (-1) ** (k + i) * (20 + i * 5) + s.random.uniform(-9, 9) + (26 if k > 5 and i == 0 else 0),
            )
            for k in range(-1, 12)
        ]
        s.fill(hill(990, *points), colour)
        s.spray(hill(990, *points), INK, (0, y + 130, 0, y), 0.7, 0)
        s.line(curve(points), "#f0c9ae", 5 + i * 1.6, 0.8)
        s.line(curve([(px + 26, py + 22 + 5 * i) for px, py in points]), "#8d8fb4", 4 + i, 0.45)
    for _ in range(16):
        x, y, r = s.random.uniform(690, 1000), s.random.uniform(716, 752), s.random.uniform(12, 26)
        s.fill(oval(x, y, r * 1.3, r), PAPER, 0.9)
    for x, y, w in ((420, 260, 22), (520, 300, 16), (1240, 220, 20)):
        s.gull(x, y, w, NAVY)


@picture("media/library.jpg")
def library(s: Scene) -> None:
    s.fill(s.all(), "#4b2f2b")
    s.wash(s.all(), "#8c5a3e", (720, 100, 100, 900), 0.9, 0)
    window = arch(500, 600, 440, 540)
    s.fill(arch(472, 620, 496, 590), "#d9b98a")
    s.fill(window, "#a8cdc8")
    s.wash(window, "#fdeec8", (0, 470, 0, 80), 0.95, 0)
    s.fill(oval(600, 250, 40), "#fff3cf")
    s.fill(hill(470, (500, 440), (600, 410), (720, 430), (840, 400), (940, 420)), "#86b0a4")
    s.fill(rect(500, 450, 440, 150), "#5b9a9a")
    s.glitter(600, 456, 590, 60, PAPER)
    s.lighthouse(850, 470, 110)
    for x in (640, 700):
        s.line(f"M{x},520v-120M{x},402l34,110M{x},402l-34,110", NAVY, 4)
        s.fill(poly((x - 44, 516), (x + 46, 514), (x + 34, 536), (x - 34, 536)), WINE)
    s.fill(rect(500, 552, 440, 48), "#b59a70")
    s.line("M720,60V600M500,280H940M500,440H940M610,86V600M830,86V600", "#6b4433", 11)
    s.line("M500,600V280a220,220 0 0 1 440,0V600", "#6b4433", 16)
    colours = (BRICK, TEAL, OCHRE, "#2b4f66", "#d9c49a", WINE, "#5d7f6a", ORANGE, "#314a5a")
    for left, right in ((-20, 430), (1010, 1460)):
        s.fill(rect(left, -20, right - left, 780), "#3a2422")
        y = -40
        while y < 720:
            x = left + 18
            while x < right - 30:
                if s.random.random() < 0.06:
                    x += 26
                    continue
                w, h = s.random.uniform(14, 32), s.random.uniform(84, 118)
                spine = rect(x, y + 130 - h, w, h)
                s.fill(spine, s.random.choice(colours))
                s.line(f"M{x + 3:.0f},{y + 152 - h:.0f}h{w - 6:.0f}M{x + 3:.0f},{y + 112:.0f}h{w - 6:.0f}", "#f2d596", 3, 0.7)
                x += w + 2
            s.fill(rect(left, y + 130, right - left, 17), "#7d4f38")
            s.fill(rect(left, y + 130, right - left, 4), "#c68c59")
            y += 147
        s.spray(rect(left, -20, right - left, 780), INK, (left if left < 0 else right, 0, right if left < 0 else left, 0), 0.8, 0)
        edge = right - 16 if left < 0 else left
        s.fill(rect(edge, -20, 18, 800), "#a86f47")
    s.line("M300,770L372,60M356,770L424,60", "#c68c59", 11)
    s.line("".join(f"M{305 + i * 7.2:.0f},{720 - i * 72}h{56:.0f}" for i in range(9)), "#c68c59", 8)
    s.fill(rect(-20, 740, 1480, 240), "#6d3f31")
    s.spray(poly((520, 740), (920, 740), (1180, 980), (240, 980)), "#f3cf94", (720, 740, 720, 980), 0.65, 0)
    # reader at the long table
    s.fill("M760,700V600Q764,556 812,550Q866,556 870,604V700Z", "#4d2a26")
    torso = "M752,760C748,680 758,620 800,606Q846,600 868,640C884,690 880,730 880,760Z"
    s.fill(torso, TEAL)
    s.spray(torso, INK, (890, 740, 770, 640), 0.85, 0)
    scarf = blob(
        (790, 486),
        (846, 500),
        (874, 556),
        (876, 610),
        (900, 650),
        (860, 676),
        (800, 672),
        (752, 648),
        (752, 606),
        (744, 560),
        (752, 508),
    )
    s.fill(scarf, BRICK)
    s.spray(scarf, WINE, (890, 660, 790, 520), 0.95, 0)
    face = blob((756, 528), (786, 516), (808, 534), (812, 574), (796, 606), (768, 610), (750, 588), (744, 566))
    s.fill(face, "#cf9665")
    s.spray(face, WINE, (812, 600, 770, 550), 0.6, 0)
    s.line("M756,572q10,6 18,0M786,571q9,5 15,-1M766,594q8,4 15,0", INK, 4)
    s.line("M760,612Q790,640 850,600M756,636Q800,664 868,632", WINE, 5, 0.8)
    table = poly((180, 752), (1260, 752), (1400, 850), (60, 850))
    s.fill(table, "#a5673f")
    s.wash(table, "#e8b06c", (560, 752, 900, 850), 0.8, 0)
    s.fill(poly((60, 850), (1400, 850), (1400, 884), (60, 884)), "#5d3226")
    s.fill(rect(120, 884, 40, 100), "#4b2822")
    s.fill(rect(1300, 884, 40, 100), "#4b2822")
    s.line("M770,650Q716,700 690,768", "#27666a", 36)
    s.line("M856,660Q880,720 800,772", TEAL, 36)
    s.fill(oval(686, 776, 17, 14), "#c98f5f")
    s.fill(oval(794, 780, 17, 14), "#c98f5f")
    s.fill(poly((600, 800), (740, 786), (880, 800), (900, 830), (742, 816), (582, 830)), PAPER)
    s.spray(poly((600, 800), (740, 786), (740, 816), (582, 830)), "#b08d62", (742, 800, 640, 810), 0.8, 0)
    s.line("M742,788v28", "#8a6d4b", 4)
    s.line("".join(f"M{622 + i * 2},{806 + i * 6}l96,-9M{766},{797 + i * 6}l98,9" for i in range(3)), "#8a7a66", 3, 0.8)
    for x, k in ((1010, 1.0), (420, 0.94)):
        s.spray(
            poly((x - 60 * k, 690), (x + 60 * k, 690), (x + 190 * k, 812), (x - 190 * k, 812)), LAMP, (x, 680, x, 815), 0.8, 0.05
        )
        s.line(f"M{x},{800}V{680}", OCHRE, 10)
        s.fill(f"M{x - 90 * k},690Q{x - 80 * k},636 {x},630Q{x + 80 * k},636 {x + 90 * k},690Z", "#2f7a5c")
        s.spray(
            f"M{x - 90 * k},690Q{x - 80 * k},636 {x},630Q{x + 80 * k},636 {x + 90 * k},690Z",
            INK,
            (x + 90 * k, 690, x - 40 * k, 640),
            0.85,
            0,
        )
        s.fill(oval(x, 804, 48 * k, 11), OCHRE)
    for i, (w, c) in enumerate(((150, WINE), (134, OCHRE), (142, TEAL), (116, CREAM))):
        s.fill(rect(1110 + i * 6, 800 - i * 24, w, 22), c)
        s.fill(rect(1110 + i * 6, 804 - i * 24, 10, 14), PAPER)
        s.spray(rect(1110 + i * 6, 800 - i * 24, w, 22), INK, (1270, 800, 1120, 790), 0.7, 0)


def kite(s: Scene, x: float, y: float, r: float, one: str, two: str, lean: float = 0.3) -> None:
    c, d = math.cos(lean), math.sin(lean)

    def at(*points: tuple[float, float]) -> str:
        return poly(*((x + r * (a * c - b * d), y + r * (a * d + b * c)) for a, b in points))

    def spot(a: float, b: float) -> tuple[float, float]:
        return x + r * (a * c - b * d), y + r * (a * d + b * c)

    tail = [spot(0.22 * (-1) ** k * (k > 0), 1.3 + k * 0.42) for k in range(7)]
    s.line(curve(tail), two, max(2, r * 0.05))
    for a, b in tail[1:-1:2]:
        s.fill(
            poly(
                (a - r * 0.16, b - r * 0.08),
                (a + r * 0.16, b + r * 0.08),
                (a + r * 0.16, b - r * 0.08),
                (a - r * 0.16, b + r * 0.08),
            ),
            one,
        )
    s.fill(at((0, -1), (0.72, -0.2), (0, 1.3), (-0.72, -0.2)), one)
    s.fill(at((0, -1), (0.72, -0.2), (0, -0.2)), two)
    s.fill(at((-0.72, -0.2), (0, -0.2), (0, 1.3)), two)
    (ax, ay), (bx, by) = spot(0.8, 0.6), spot(-0.5, -0.5)
    s.spray(at((0, -1), (0.72, -0.2), (0, 1.3), (-0.72, -0.2)), INK, (ax, ay, bx, by), 0.6, 0)


@picture("articles/2024/06/kite-festival/kites-over-the-strand.jpg")
def kites(s: Scene) -> None:
    s.sky("#5fa3b5", "#bcd9cd", "#fdebc4", 640)
    for x, y, w in ((260, 200, 460), (1040, 120, 520), (820, 430, 380), (160, 500, 320)):
        s.cloud(x, y, w, PAPER, 0.8)
    s.fill(hill(680, (860, 640), (1040, 590), (1240, 570), (1460, 590)), "#8fb5a8")
    s.water(630, "#5fa5a3", "#3a8088", PAPER, 60)
    s.fill(poly((980, 640), (1240, 628), (1460, 626), (1460, 650), (1000, 652)), "#556a70")
    s.lighthouse(1090, 640, 210)
    small_ferry(s, 640, 664, 0.18)
    s.fill(hill(990, (-20, 690), (300, 706), (700, 740), (1100, 730), (1460, 700)), "#efdcb0")
    s.line(curve([(-20, 694), (300, 710), (700, 744), (1100, 734), (1460, 704)]), PAPER, 10)
    beach = hill(990, (-20, 700), (300, 716), (700, 750), (1100, 740), (1460, 710))
    s.fill(beach, "#ead09b")
    s.spray(beach, "#b98a5a", (0, 980, 0, 730), 0.8, 0)
    pairs = (
        (BRICK, CREAM),
        (TEAL, OCHRE),
        (OCHRE, WINE),
        (NAVY, ORANGE),
        (PAPER, BRICK),
        (WINE, SAND),
        (ORANGE, NAVY),
        (CREAM, TEAL),
    )
    flown = (
        (190, 330, 84),
        (430, 180, 66),
        (640, 330, 54),
        (840, 170, 74),
        (1090, 300, 58),
        (1290, 200, 82),
        (330, 470, 38),
        (740, 500, 34),
        (1200, 470, 36),
        (560, 90, 34),
        (980, 420, 30),
        (80, 130, 44),
        (1390, 400, 34),
        (470, 390, 26),
        (890, 330, 24),
        (690, 120, 22),
    )
    for i, (x, y, _) in enumerate(flown):
        foot = (x - 90 - (780 - y) * 0.16, 790 + (i * 37) % 70)
        s.line(
            f"M{x},{y}Q{(x + foot[0]) / 2 + 24:.0f},{(y + foot[1]) / 2 + 70:.0f} {foot[0]:.0f},{foot[1] - 34}", NAVY, 1.8, 0.55
        )
    for i, (x, y, r) in enumerate(flown):
        one, two = pairs[i % len(pairs)]
        if i in (3, 12):  # a box kite
            for dy in (0, r * 1.05):
                s.fill(
                    poly(
                        (x - r * 0.6, y + dy),
                        (x + r * 0.1, y + dy + r * 0.16),
                        (x + r * 0.1, y + dy + r * 0.72),
                        (x - r * 0.6, y + dy + r * 0.56),
                    ),
                    one,
                )
                s.fill(
                    poly(
                        (x + r * 0.1, y + dy + r * 0.16),
                        (x + r * 0.66, y + dy - r * 0.04),
                        (x + r * 0.66, y + dy + r * 0.5),
                        (x + r * 0.1, y + dy + r * 0.72),
                    ),
                    two,
                )
            s.line(
                f"M{x - r * 0.6:.0f},{y}V{y + r * 1.6:.0f}M{x + r * 0.1:.0f},{y + r * 0.1:.0f}V{y + r * 1.76:.0f}M{x + r * 0.66:.0f},{y}V{y + r * 1.54:.0f}",
                INK,
                3,
            )
        elif i in (1, 8, 10):  # a bird
            bird = f"M{x},{y - r * 0.5}Q{x + r * 0.2},{y - r * 0.2} {x + r * 1.5},{y - r * 0.6}Q{x + r * 1.1},{y + r * 0.3} {x + r * 0.24},{y + r * 0.3}L{x + r * 0.5},{y + r}L{x},{y + r * 0.76}L{x - r * 0.5},{y + r}L{x - r * 0.24},{y + r * 0.3}Q{x - r * 1.1},{y + r * 0.3} {x - r * 1.5},{y - r * 0.6}Q{x - r * 0.2},{y - r * 0.2} {x},{y - r * 0.5}Z"
            s.fill(bird, one)
            s.spray(bird, INK, (x + r, y + r, x - r, y - r), 0.7, 0)
            s.line(
                f"M{x - r * 1.2},{y - r * 0.4}Q{x - r * 0.5},{y + r * 0.1} {x - r * 0.2},{y}M{x + r * 1.2},{y - r * 0.4}Q{x + r * 0.5},{y + r * 0.1} {x + r * 0.2},{y}",
                two,
                r * 0.1,
            )
        else:
            kite(s, x, y, r, one, two, 0.35 if i % 2 else -0.3)
    crowd = [(x - 98 - (780 - y) * 0.16, 790 + (i * 37) % 70) for i, (x, y, _) in enumerate(flown)]
    crowd += [(40 + i * 84 + s.random.uniform(-20, 20), 766 + (i * 41) % 110) for i in range(17)]
    for x, y in sorted(crowd, key=lambda place: place[1]):
        h = 50 + (y - 768) * 0.5
        s.fill(poly((x - 5, y), (x + 6, y), (x + h * 0.8, y + 8), (x + h * 0.6, y + 11)), "#8a6240", 0.35)
        s.person(
            x,
            y,
            h,
            s.random.choice((BRICK, TEAL, NAVY, OCHRE, WINE, BLUE, CREAM)),
            INK,
            s.random.choice((SAND, "#b9794f", "#d6a06e")),
            s.random.choice(("", "", CREAM, BRICK)),
            s.random.random() < 0.3,
        )
    dune = hill(990, (-20, 880), (200, 900), (420, 955), (560, 990))
    s.fill(dune, "#a98a52")
    s.spray(dune, PINE, (0, 990, 200, 880), 0.9, 0)
    for x in range(-10, 470, 13):
        y = 885 + x * 0.14 + (x > 200) * (x - 200) * 0.14
        s.line(
            f"M{x},{y + 20:.0f}q{s.random.uniform(0, 14):.0f},-40 {s.random.uniform(14, 40):.0f},-{s.random.uniform(56, 92):.0f}",
            s.random.choice((MOSS, PINE, "#93a060")),
            4,
        )


@picture("articles/2024/06/kite-festival/dragon-kite.jpg")
def dragon(s: Scene) -> None:
    s.sky("#c9653f", "#eda65c", "#fde3a8", 760)
    s.fill(oval(1120, 640, 150), "#fff0c0")
    for x, y, w in ((300, 160, 480), (1080, 250, 420), (560, 560, 380)):
        s.cloud(x, y, w, "#f8d39a", 0.6)
    s.fill(rect(-20, 770, 1480, 60), "#c7825a")
    s.glitter(1120, 776, 824, 160, "#fff0c0")
    spine = [
        (120, 720),
        (240, 560),
        (440, 520),
        (640, 600),
        (860, 640),
        (1040, 520),
        (1060, 350),
        (920, 240),
        (700, 260),
        (560, 380),
        (390, 350),
        (340, 220),
        (450, 150),
    ]
    path: list[tuple[float, float]] = []
    for i in range(len(spine) - 1):
        p = [spine[max(i - 1, 0)], spine[i], spine[i + 1], spine[min(i + 2, len(spine) - 1)]]
        for k in range(9):
            t = k / 9
            path.append(
                tuple(
                    0.5
                    * (
                        2 * p[1][c]
                        + (p[2][c] - p[0][c]) * t
                        + (2 * p[0][c] - 5 * p[1][c] + 4 * p[2][c] - p[3][c]) * t**2
                        + (3 * p[1][c] - p[0][c] - 3 * p[2][c] + p[3][c]) * t**3
                    )
                    for c in (0, 1)
                )
            )  # type: ignore[arg-type]
    s.line(curve(path), WINE, 5)
    for i, (x, y) in enumerate(path[::3]):
        r = 16 + i * 0.95
        s.line(
            f"M{x:.0f},{y + r:.0f}q{-6},{r * 0.6:.0f} {-r * 0.5:.0f},{r * 1.1:.0f}M{x:.0f},{y - r:.0f}q6,{-r * 0.5:.0f} {r * 0.4:.0f},{-r * 0.9:.0f}",
            TEAL,
            5,
        )
        s.fill(oval(x, y, r), (BRICK, TEAL, CREAM)[i % 3])
        s.fill(oval(x, y, r * 0.6), (OCHRE, CREAM, BRICK)[i % 3])
        s.spray(oval(x, y, r), INK, (x + r, y + r, x - r * 0.5, y - r * 0.6), 0.8, 0)
    # head
    x, y = 500, 146
    for i in range(13):
        a = -2.6 + i * 0.44
        s.line(
            f"M{x - 20},{y}Q{x - 20 + 70 * math.cos(a + 0.2):.0f},{y + 70 * math.sin(a + 0.2):.0f} {x - 20 + 116 * math.cos(a):.0f},{y + 104 * math.sin(a):.0f}",
            (OCHRE, CREAM, ORANGE)[i % 3],
            13,
        )
    head = blob(
        (x - 80, y - 36),
        (x, y - 72),
        (x + 90, y - 36),
        (x + 150, y - 6),
        (x + 140, y + 28),
        (x + 60, y + 26),
        (x + 20, y + 60),
        (x - 66, y + 44),
    )
    s.fill(head, BRICK)
    s.spray(head, WINE, (x + 100, y + 60, x - 20, y - 50), 0.9, 0)
    s.fill(blob((x + 30, y + 40), (x + 120, y + 40), (x + 110, y + 62), (x + 40, y + 74)), WINE)
    s.line("".join(f"M{x + 70 + k * 18},{y + 30}l7,16l7,-16" for k in range(4)), PAPER, 5)
    s.fill(oval(x + 30, y - 22, 24), PAPER)
    s.fill(oval(x + 36, y - 20, 12), INK)
    s.line(f"M{x - 4},{y - 54}Q{x + 30},{y - 70} {x + 62},{y - 44}", TEAL, 11)
    s.line(
        f"M{x - 10},{y - 64}Q{x - 30},{y - 120} {x + 10},{y - 150}M{x - 50},{y - 56}Q{x - 86},{y - 100} {x - 60},{y - 140}",
        OCHRE,
        11,
    )
    s.line(f"M{x + 146},{y + 6}q60,-6 70,50M{x + 140},{y + 20}q40,10 34,56", OCHRE, 7)
    # the crew leans on the line
    s.line(f"M{120},{720}L60,800M{x - 30},{y + 60}Q640,520 880,806", INK, 4)
    ground = hill(990, (-20, 850), (300, 824), (800, 836), (1460, 822))
    s.fill(ground, "#3b2b3a")
    s.spray(ground, INK, (0, 990, 0, 830), 0.95, 0)
    for i in range(10):
        bx, by = 880 + i * 44, 850 + i * 3
        lean = 34
        s.line(f"M{bx + lean},{by - 74}L{bx + 14},{by - 34}L{bx - 8},{by}M{bx + 14},{by - 34}L{bx + 30},{by}", "#241c2b", 15)
        s.line(f"M{bx + lean},{by - 70}L{bx - 8},{by - 56 + i * 0.5}", "#241c2b", 9)
        s.fill(oval(bx + lean + 8, by - 92, 13, 15), "#241c2b")
        s.line(f"M{bx + lean + 16},{by - 104}q8,8 6,20", "#fbd493", 3.5, 0.9)
    s.line("M880,806L1310,846", INK, 4)
    for px, h in ((200, 110), (260, 78), (420, 104), (470, 100), (620, 70), (1400, 110)):
        s.person(px, 868, h, "#2b2031", "#241c2b", "#2b2031")


@picture("articles/2024/06/kite-festival/kite-workshop.jpg")
def workshop(s: Scene) -> None:
    s.fill(s.all(), "#9d6b43")
    s.wash(s.all(), "#d8a467", (1200, 0, 300, 900), 0.85, 0)
    for i in range(6):
        s.line(f"M-20,{80 + i * 170}Q700,{60 + i * 172} 1460,{96 + i * 168}", "#6f4529", 5, 0.55)
        s.line(f"M{100 + i * 200},{130 + i * 130}q90,-12 190,4", "#6f4529", 3, 0.35)
    sheets = (
        ((60, 80), (420, 20), (470, 290), (100, 350), TEAL),
        ((980, 40), (1400, 110), (1350, 330), (950, 250), CREAM),
        ((40, 640), (330, 600), (380, 860), (70, 920), OCHRE),
        ((1130, 650), (1440, 600), (1470, 900), (1160, 940), BRICK),
    )
    for a, b, c, d, colour in sheets:
        s.fill(poly(*((x + 14, y + 18) for x, y in (a, b, c, d))), INK, 0.3)
        s.fill(poly(a, b, c, d), colour)
        s.spray(poly(a, b, c, d), INK, (*c, *a), 0.5, 0)
        s.line(
            f"M{(a[0] + b[0]) / 2:.0f},{(a[1] + b[1]) / 2:.0f}L{(c[0] + d[0]) / 2:.0f},{(c[1] + d[1]) / 2:.0f}", PAPER, 3, 0.35
        )
    # the kite: paper over a frame
    top, right, foot, left = (740, 96), (1130, 390), (700, 880), (350, 340)
    s.fill(poly(*((x + 20, y + 26) for x, y in (top, right, foot, left))), INK, 0.38)
    s.fill(poly(top, right, foot, left), PAPER)
    s.fill(poly(top, (738, 366), left), "#cf5c3c")
    s.fill(poly((738, 366), right, foot), "#e2b04a")
    s.fill(poly((738, 366), left, foot), "#2f7d7c")
    s.spray(poly(top, right, foot, left), WINE, (1100, 800, 600, 250), 0.6, 0)
    for r, colour in ((92, PAPER), (64, BRICK), (34, PAPER)):
        s.fill(oval(738, 366, r), colour)
    s.line(f"M{top[0]},{top[1] - 30}L{foot[0]},{foot[1] + 30}", "#e9cf90", 15)
    s.line(f"M{left[0] - 26},{left[1]}Q738,{300} {right[0] + 26},{right[1]}", "#e9cf90", 15)
    s.line(f"M{top[0] + 5},{top[1] - 28}L{foot[0] + 5},{foot[1] + 28}", "#a27e3d", 4)
    s.line("M722,346l32,36M754,346l-32,36", CREAM, 7)
    # string, pot, brush, shears
    s.line("M90,470c60,-60 160,-40 150,30s-150,70 -150,0s150,-70 190,-10s40,120 90,90", CREAM, 6)
    s.fill(oval(1274, 520, 104), INK, 0.35)
    s.fill(oval(1258, 500, 104), NAVY)
    s.spray(oval(1258, 500, 104), INK, (1340, 590, 1200, 440), 0.9, 0)
    s.fill(oval(1256, 494, 82), "#f3ead2")
    s.spray(oval(1256, 494, 82), "#a9875c", (1190, 430, 1290, 540), 0.8, 0)
    s.line("M1270,490L1400,330", WINE, 16)
    s.line("M1256,506l16,-18", INK, 24)
    s.line("M520,60L640,-10M560,-10L610,80", "#c9d2cf", 15)
    s.line(oval(652, 96, 26, 32) + oval(506, 92, 26, 32), NAVY, 13)
    for x, y, a, c in (
        (180, 420, 40, BRICK),
        (300, 470, 30, OCHRE),
        (1010, 720, 44, TEAL),
        (1080, 800, 30, CREAM),
        (430, 800, 40, BRICK),
        (980, 860, 34, OCHRE),
    ):
        s.fill(poly((x, y), (x + a, y + a * 0.4), (x + a * 0.3, y + a)), c)

    # two hands smooth the paper
    def hand(x: float, y: float, side: int, sleeve: str, skin: str) -> None:
        arm = blob(
            (x + side * 430, y + 330),
            (x + side * 250, y + 120),
            (x + side * 130, y + 40),
            (x + side * 92, y + 120),
            (x + side * 210, y + 260),
            (x + side * 330, y + 440),
        )
        s.fill(arm, sleeve)
        s.spray(arm, INK, (x + side * 300, y + 420, x + side * 200, y + 80), 0.8, 0)
        palm = blob(
            (x + side * 160, y + 64),
            (x + side * 90, y - 6),
            (x + side * 20, y + 4),
            (x + side * 10, y + 60),
            (x + side * 50, y + 112),
            (x + side * 118, y + 134),
        )
        for dx, dy, w in ((-62, -52, 29), (-84, -10, 31), (-80, 34, 30), (-52, 74, 26)):
            s.line(f"M{x + side * 44},{y + 50 + dy * 0.45:.0f}L{x + side * dx},{y + 20 + dy}", skin, w)
            s.line(f"M{x + side * (dx + 4)},{y + 20 + dy}h{side * 3}", "#f0c69a", 12, 0.8)
        s.line(f"M{x + side * 70},{y + 14}Q{x + side * 40},{y - 60} {x - side * 4},{y - 84}", skin, 30)
        s.fill(palm, skin)
        s.spray(palm, WINE, (x + side * 150, y + 140, x + side * 20, y + 10), 0.75, 0)

    hand(980, 500, 1, BLUE, "#b9794f")
    hand(500, 560, -1, BLUE, "#b9794f")


@picture("articles/2024/06/kite-festival/lantern-kites.jpg")
def lantern_kites(s: Scene) -> None:
    s.sky("#0e1c33", "#2a3558", "#a8645f", 720)
    for _ in range(110):
        s.fill(oval(s.random.uniform(0, 1440), s.random.uniform(0, 420), s.random.uniform(1, 2.4)), PAPER, 0.75)
    s.cloud(1100, 480, 520, "#5a4a68", 0.6)
    s.cloud(220, 540, 420, "#6a5068", 0.6)
    s.fill(rect(-20, 640, 1480, 340), "#39405f")
    s.wash(rect(-20, 640, 1480, 340), "#0d1830", (0, 940, 0, 640), 0.95, 0)
    for x, w, h in (
        (-30, 100, 90),
        (70, 80, 130),
        (150, 96, 100),
        (246, 84, 150),
        (330, 110, 110),
        (440, 80, 140),
        (520, 104, 96),
        (624, 84, 120),
    ):
        s.house(x, 650, w, h, "#1d2842", INK, "#f3b465", 2)
    s.fill(poly((-20, 646), (720, 646), (780, 668), (-20, 690)), "#141d30")
    for x in range(10, 700, 60):
        s.line(f"M{x},{700 + x % 40}h{14 + x % 33}", "#f3b465", 3, 0.6)
    lamps = (
        (250, 230, 50),
        (430, 330, 40),
        (600, 222, 56),
        (780, 290, 44),
        (950, 216, 52),
        (1130, 320, 46),
        (1290, 226, 56),
        (880, 440, 32),
        (1210, 470, 34),
        (540, 470, 28),
        (1040, 560, 24),
        (340, 460, 24),
    )
    for x, y, r in lamps:
        s.line(f"M{x},{y + r}Q{x + 40},{(y + 820) / 2:.0f} {560 + x * 0.4:.0f},836", "#d9a566", 1.6, 0.4)
    for x, y, r in lamps:
        s.fill(poly((x, y - r * 3.4), (x + r * 0.9, y - r * 2.5), (x, y - r * 1.2), (x - r * 0.9, y - r * 2.5)), "#8d3b36")
        s.fill(poly((x, y - r * 3.4), (x + r * 0.9, y - r * 2.5), (x, y - r * 1.2)), "#5b2a36")
        s.line(f"M{x},{y - r * 1.3}V{y - r}", "#f3b465", 2.5)
        for k, o in ((2.3, 0.09), (1.6, 0.15)):
            s.fill(oval(x, y, r * k), "#ffb65c", o)
        s.fill(oval(x, y, r, r * 0.92), "#f6a04a")
        s.fill(oval(x - r * 0.1, y + r * 0.08, r * 0.66, r * 0.64), "#ffd27d")
        s.fill(oval(x - r * 0.1, y + r * 0.16, r * 0.32), "#fff2c8")
        s.line(
            f"M{x - r * 0.5},{y - r * 0.8}Q{x - r * 0.8},{y} {x - r * 0.5},{y + r * 0.8}M{x + r * 0.5},{y - r * 0.8}Q{x + r * 0.8},{y} {x + r * 0.5},{y + r * 0.8}M{x},{y - r * 0.9}V{y + r * 0.9}",
            "#b5522f",
            2.5,
            0.6,
        )
        s.fill(rect(x - r * 0.36, y - r * 1.04, r * 0.72, r * 0.16), INK)
        s.fill(rect(x - r * 0.36, y + r * 0.88, r * 0.72, r * 0.16), INK)
        depth = 690 + (640 - y) * 0.4
        for k in range(6):
            s.line(
                f"M{x + s.random.uniform(-1, 1) * r * 0.6 - r * 0.6:.0f},{depth + k * 13 - 40:.0f}h{r * s.random.uniform(0.6, 1.4):.0f}",
                "#f9b566",
                5,
                0.75 - k * 0.09,
            )
    quay = poly((430, 862), (1460, 800), (1460, 990), (300, 990))
    s.fill(quay, "#0c1424")
    s.line("M430,862L1460,800", "#d9894e", 5, 0.8)
    for x in range(480, 1440, 70):
        s.line(f"M{x},{858 - (x - 430) * 0.06:.0f}v26", "#080d18", 12)
    for i in range(17):
        x = 500 + i * 54 + s.random.uniform(-14, 14)
        h = s.random.uniform(84, 112)
        y = 880 - (x - 430) * 0.058
        s.person(x, y, h, "#0f1829", "#0a111f", "#0f1829", "", s.random.random() < 0.3)
        s.line(
            f"M{x - h * 0.06:.0f},{y - h * 0.84:.0f}q{h * 0.02:.0f},{-h * 0.12:.0f} {h * 0.1:.0f},{-h * 0.1:.0f}",
            "#f3b465",
            3,
            0.9,
        )


@picture("media/harbour-skyline.jpg")
def skyline(s: Scene) -> None:
    s.sky("#6aa7b3", "#d3dcc4", "#fbdca6", 520)
    s.fill(oval(330, 400, 92), "#fff3cd")
    s.fill(oval(330, 400, 150), "#fff3cd", 0.25)
    for x, y, w in ((640, 110, 460), (1180, 190, 420), (120, 220, 280)):
        s.cloud(x, y, w, PAPER, 0.8)
    s.fill(hill(600, (300, 560), (560, 430), (820, 350), (1060, 300), (1300, 350), (1460, 330)), "#97b8a6")
    s.fill(dome(1064, 306, 34), PALE)
    s.fill(rect(1030, 304, 68, 26), CREAM)
    s.fill(hill(600, (420, 570), (700, 470), (960, 440), (1240, 410), (1460, 420)), "#78a08f")
    walls = ("#e9d3a6", "#c8754f", "#6f9791", PAPER, "#d6a45c", "#a4543f", "#8fae9d")
    for row, (y, w0, h0) in enumerate(((540, 52, 70), (570, 62, 90), (606, 78, 118))):
        x = 420.0 - row * 60
        while x < 1460:
            w, h = w0 * s.random.uniform(0.86, 1.14), h0 * s.random.uniform(0.8, 1.25)
            s.house(x, y, w, h, s.random.choice(walls), s.random.choice((WINE, NAVY, BRICK)), LAMP, 2 + (row > 1))
            x += w + 3
        if row == 0:  # the clock tower and a church behind the second row
            s.fill(rect(770, 250, 74, 300), CREAM)
            s.spray(rect(770, 250, 74, 300), BLUE, (860, 500, 770, 400), 0.8, 0)
            s.fill(poly((760, 252), (854, 252), (807, 150)), TEAL)
            s.fill(poly((807, 150), (854, 252), (807, 252)), PINE)
            s.fill(oval(807, 306, 26), NAVY)
            s.fill(oval(807, 306, 20), PAPER)
            s.line("M807,306V292M807,306l10,6", INK, 4)
            s.line("M807,150V118", INK, 5)
            for cx, h in ((1200, 250), (1330, 290)):
                s.line(
                    f"M{cx},560V{560 - h}M{cx + 40},560V{560 - h}M{cx - 100},{560 - h}H{cx + 180}M{cx + 20},{510 - h}L{cx - 96},{558 - h}M{cx + 20},{510 - h}L{cx + 176},{558 - h}M{cx},{560 - h}L{cx + 20},{510 - h}L{cx + 40},{560 - h}M{cx - 60},{560 - h}v60",
                    BRICK,
                    8,
                )
    s.fill(rect(290, 600, 1190, 36), "#8c7c66")
    s.spray(rect(290, 600, 1190, 36), INK, (0, 640, 0, 600), 0.7, 0)
    s.water(630, "#5ba09c", "#1f5d67", PAPER, 90)
    s.glitter(330, 640, 940, 170, "#fff2cc")
    for x, c in ((640, BRICK), (830, TEAL), (1010, OCHRE), (1250, NAVY)):
        s.line(f"M{x},646V530M{x},534l44,98M{x},534l-36,98", INK, 4)
        s.fill(poly((x - 54, 636), (x + 60, 632), (x + 44, 660), (x - 42, 660)), c)
        s.fill(poly((x - 30, 664), (x + 36, 664), (x + 20, 716), (x - 20, 716)), c, 0.25)
    s.fill(poly((-20, 676), (150, 660), (236, 668), (262, 700), (-20, 726)), "#5b6b6c")
    s.spray(poly((-20, 676), (150, 660), (236, 668), (262, 700), (-20, 726)), INK, (0, 730, 0, 670), 0.85, 0)
    s.lighthouse(150, 672, 330)
    small_ferry(s, 560, 850, 0.8, OCHRE)
    for x, y, w in ((480, 300, 26), (560, 250, 18), (980, 150, 22), (250, 560, 20)):
        s.gull(x, y, w)


@picture("media/clinic-boat.jpg")
def clinic_boat(s: Scene) -> None:
    s.sky("#78b0bb", "#c6dccc", "#fdecc6", 420)
    s.cloud(260, 130, 400, PAPER, 0.85)
    s.cloud(820, 90, 340, PAPER, 0.75)
    green = hill(620, (380, 600), (560, 430), (820, 300), (1100, 210), (1300, 250), (1460, 230))
    s.fill(hill(560, (-20, 500), (180, 470), (420, 500), (620, 540)), "#9bbcb2")
    s.fill(green, "#7fa26a")
    s.spray(green, PINE, (1460, 620, 760, 300), 0.9, 0)
    s.line("M1120,590Q1060,520 1130,450T1100,330", "#e3d2a2", 12, 0.85)
    for x, y in ((960, 330), (1010, 310), (1220, 300), (1280, 320), (900, 390)):
        s.tree(x, y, 74, MOSS, PINE)
    for x, y, w, h, wall in (
        (700, 560, 66, 54, PAPER),
        (776, 548, 70, 58, "#d99a6b"),
        (860, 520, 60, 52, CREAM),
        (930, 560, 76, 62, "#b85a42"),
        (1020, 530, 62, 54, PAPER),
        (1180, 560, 80, 66, OCHRE),
        (1270, 536, 66, 56, PAPER),
        (1350, 566, 84, 66, "#6f9791"),
        (1200, 470, 56, 46, CREAM),
        (1090, 480, 54, 44, "#c8754f"),
    ):
        s.house(x, y, w, h, wall, WINE, LAMP, 1)
    s.fill(hill(640, (560, 600), (760, 566), (1100, 572), (1460, 570)), "#d8c494")
    s.water(590, "#5fa7a4", "#1f636b", PAPER, 90)
    s.fill(hill(606, (620, 600), (900, 588), (1460, 584)), "#e6d4a6")
    # the boat, bow to the left
    hull = "M150,640L250,790H830L858,650Q500,690 150,640Z"
    s.fill("M130,800H850L800,850H220Z", "#dfe9e2", 0.25)
    s.fill(hull, PAPER)
    s.spray(hull, "#4d7d8a", (760, 800, 420, 660), 0.9, 0)
    s.fill("M236,768H838L834,796H254Z", TEAL)
    s.line("M150,640Q500,690 858,650", TEAL, 14)
    cabin = poly((320, 664), (340, 540), (720, 540), (740, 668))
    s.fill(cabin, CREAM)
    s.spray(cabin, "#4d7d8a", (760, 680, 420, 560), 0.85, 0)
    s.fill(poly((324, 540), (736, 540), (730, 524), (330, 524)), BRICK)
    bridge = poly((370, 524), (384, 430), (540, 430), (552, 524))
    s.fill(bridge, PAPER)
    s.spray(bridge, "#4d7d8a", (560, 524, 400, 440), 0.8, 0)
    s.fill(poly((386, 492), (394, 448), (530, 448), (536, 492)), NAVY)
    s.fill(poly((392, 490), (400, 450), (440, 450), (420, 490)), MIST, 0.7)
    s.fill(poly((372, 430), (556, 430), (548, 416), (378, 416)), BRICK)
    s.line("M470,416V330M440,350h60M620,524V470h40v54", INK, 8)
    s.fill(poly((470, 336), (540, 350), (470, 368)), OCHRE)
    for x in (370, 430):
        s.fill(oval(x, 604, 20), NAVY)
        s.fill(oval(x - 5, 598, 8), MIST)
    s.fill(rect(636, 574, 54, 92), TEAL)
    s.fill(rect(536, 566, 26, 84) + rect(507, 595, 84, 26), TEAL)
    s.fill(rect(418, 690, 24, 70) + rect(395, 713, 70, 24), TEAL)
    for x in (520, 640, 760):
        s.fill(oval(x, 742, 24), INK)
        s.fill(oval(x, 742, 11), "#5c7179")
    s.line("M110,806h760M60,830h420", PAPER, 7, 0.8)
    # the pier and the queue
    for x in range(880, 1460, 112):
        s.fill(rect(x, 760, 26, 230), "#4b3428")
        s.spray(rect(x, 760, 26, 230), INK, (x + 26, 990, x, 780), 0.9, 0.1)
    deck = poly((800, 700), (1460, 676), (1460, 770), (860, 782))
    s.fill(deck, "#b98a58")
    s.spray(deck, WINE, (1200, 800, 1100, 680), 0.7, 0)
    for i in range(16):
        x = 826 + i * 42
        s.line(f"M{x},{700 - i * 1.5:.0f}l{44 - i * 2},{84}", "#6e4a30", 4, 0.7)
    s.fill(poly((860, 782), (1460, 770), (1460, 796), (864, 806)), "#6e4a30")
    s.fill(poly((700, 664), (716, 656), (850, 716), (830, 726)), "#8a6238")
    queue = (
        (870, 752, 148, BRICK, "", False),
        (930, 748, 144, NAVY, CREAM, False),
        (976, 752, 120, OCHRE, "", True),
        (1040, 746, 146, TEAL, "", False),
        (1110, 750, 150, WINE, BRICK, False),
        (1172, 746, 138, CREAM, "", False),
        (1214, 750, 116, BRICK, "", True),
        (1286, 746, 150, BLUE, NAVY, False),
        (1352, 748, 142, OCHRE, "", False),
        (1420, 744, 148, PINE, CREAM, False),
    )
    for x, y, h, coat, hat, child in queue:
        s.fill(poly((x - 10, y), (x + 10, y), (x + 60, y + 14), (x + 36, y + 16)), INK, 0.3)
        s.person(x, y, h, coat, INK, s.random.choice((SAND, "#b9794f", "#d6a06e")), hat, child)
    s.person(780, 684, 118, PAPER, TEAL, "#b9794f")
    for x, y, w in ((220, 300, 28), (300, 250, 20), (640, 240, 18)):
        s.gull(x, y, w)


@picture("articles/2024/03/seagrass/meadow.jpg")
def meadow(s: Scene) -> None:
    s.fill(s.all(), "#17505c")
    s.wash(s.all(), "#8fd0b4", (0, -40, 0, 700), 1, 0)
    for i in range(6):
        points = [(-40 + k * 130, 22 + i * 12 + (-1) ** (k + i) * 8) for k in range(13)]
        s.line(curve(points), PAPER, 7 - i, 0.5 - i * 0.07)
    for x, w, o in ((150, 90, 0.5), (420, 150, 0.6), (720, 80, 0.45), (930, 190, 0.55), (1260, 110, 0.45)):
        s.spray(
            poly((x, -20), (x + w, -20), (x + w * 2.2 - 220, 900), (x - w * 0.6 - 260, 900)),
            "#eaf6d2",
            (x, -20, x - 130, 820),
            o,
            0,
        )
    s.fill(hill(990, (-20, 700), (260, 640), (560, 690), (900, 630), (1200, 680), (1460, 620)), "#24666a")
    s.fill(hill(990, (-20, 790), (300, 740), (700, 780), (1100, 720), (1460, 760)), "#1d5558")

    def blades(y0: float, n: int, h: float, colours: tuple[str, ...], width: float) -> None:
        for i in range(n):
            x = -20 + i * 1480 / n + s.random.uniform(-16, 16)
            y = y0 + 34 * math.sin(x / 210) + s.random.uniform(-12, 12)
            k = h * s.random.uniform(0.6, 1.15)
            bend = 40 + 26 * math.sin(x / 160) + s.random.uniform(-12, 12)
            s.fill(
                f"M{x:.0f},{y:.0f}C{x - bend * 0.4:.0f},{y - k * 0.4:.0f} {x + bend:.0f},{y - k * 0.6:.0f} {x + bend * 1.1:.0f},{y - k:.0f}C{x + bend * 1.25 + width:.0f},{y - k * 0.6:.0f} {x + width * 1.4:.0f},{y - k * 0.4:.0f} {x + width:.0f},{y:.0f}Z",
                s.random.choice(colours),
            )

    blades(740, 90, 130, ("#2f7a6e", "#2a6f68", "#35846f"), 9)
    for cx, cy, n, k in ((330, 300, 16, 1.0), (1120, 220, 12, 0.8), (260, 560, 8, 0.9)):
        for i in range(n):
            x, y = (
                cx + (i % 5) * 62 * k + s.random.uniform(-18, 18),
                cy + (i // 5) * 40 * k + s.random.uniform(-14, 14) - (i % 5) * 6,
            )
            fish = f"M{x - 24 * k:.1f},{y:.1f}q{20 * k:.1f},{-15 * k:.1f} {40 * k:.1f},0l{14 * k:.1f},{-10 * k:.1f}v{20 * k:.1f}l{-14 * k:.1f},{-10 * k:.1f}q{-20 * k:.1f},{14 * k:.1f} {-40 * k:.1f},0Z"
            s.fill(fish, s.random.choice(("#e3eee0", "#c4dcd4", "#f0e3bb")))
            s.fill(oval(x - 15 * k, y - 2 * k, 2.6 * k), INK)
    # the diver, swimming left above the frame
    s.line("M420,706L560,660L700,708L556,758Z", PAPER, 13)
    s.line("M466,691L604,741M512,676L650,725M604,676L466,724M652,692L512,742", PAPER, 4, 0.8)
    fins = "M1120,372L1262,300L1300,330L1150,410ZM1112,410L1280,420L1290,462L1120,440Z"
    s.fill(fins, OCHRE)
    s.spray(fins, BRICK, (1300, 460, 1130, 340), 0.8, 0)
    legs = blob((860, 430), (960, 372), (1090, 366), (1146, 384), (1140, 428), (1060, 440), (960, 470), (880, 490))
    s.fill(legs, "#14283a")
    s.line("M930,452Q1040,418 1130,408", "#0b1622", 5)
    body = blob((690, 480), (720, 430), (820, 400), (900, 416), (920, 460), (850, 504), (740, 530))
    s.fill(body, "#1b344a")
    s.spray(legs, "#6fb5a8", (1000, 350, 1000, 420), 0.8, 0)
    s.spray(body, "#6fb5a8", (800, 390, 800, 460), 0.8, 0)
    s.line("M744,508L880,438", BRICK, 22)
    tank = "M770,390L902,352Q926,348 932,370Q936,392 914,400L786,438Q762,442 756,420Q752,398 770,390Z"
    s.fill(tank, OCHRE)
    s.spray(tank, WINE, (850, 440, 830, 360), 0.9, 0)
    s.line("M720,500Q680,590 660,664", "#1b344a", 38)
    s.line("M760,510Q700,600 610,640", "#14283a", 36)
    s.fill(oval(658, 676, 17), "#c98f5f")
    s.fill(oval(600, 646, 16), "#c98f5f")
    s.fill(oval(654, 470, 58, 54), "#14283a")
    s.fill("M606,456Q600,510 640,526Q660,510 664,486Q652,452 606,456Z", "#c98f5f")
    s.fill("M596,450L650,440Q662,462 652,488L600,498Q590,474 596,450Z", "#d9efe4")
    s.line("M596,450L650,440Q662,462 652,488L600,498Q590,474 596,450Z", INK, 8)
    s.fill(oval(616, 522, 18, 14), INK)
    s.line("M630,526Q700,560 760,430", INK, 9)
    for x, y, r in ((600, 470, 0), (590, 400, 10), (612, 350, 14), (584, 290, 9), (606, 236, 18), (580, 170, 12), (602, 110, 20)):
        if r:
            s.line(oval(x, y, r), PAPER, 4, 0.85)
            s.fill(oval(x - r * 0.3, y - r * 0.3, r * 0.25), PAPER)
    blades(900, 96, 200, ("#4b9a68", "#3a8763", "#62ab69", "#2f7a5f"), 13)
    blades(1010, 84, 250, ("#17474a", "#1d5650", "#236557"), 19)
    for x, y, k in ((160, 800, 1.5), (1080, 800, 1.2), (1330, 700, 1.2)):
        fish = f"M{x - 24 * k},{y}q{20 * k},{-15 * k} {40 * k},0l{14 * k},{-10 * k}v{20 * k}l{-14 * k},{-10 * k}q{-20 * k},{14 * k} {-40 * k},0Z"
        s.fill(fish, "#e9b357")
        s.line(f"M{x - 4 * k},{y - 7 * k}v{14 * k}M{x + 6 * k},{y - 6 * k}v{11 * k}", BRICK, 4)
        s.fill(oval(x - 15 * k, y - 2 * k, 2.6 * k), INK)


@picture("media/logo.png", 512, 512)
def logo(s: Scene) -> None:
    """A kingfisher, which is a halcyon, above the water."""
    s.fill(s.all(), NAVY)
    s.fill(oval(256, 256, 236), PAPER)
    s.fill(oval(256, 256, 224), NAVY)
    s.fill(
        "M290,120Q360,116 386,176Q420,250 388,330L404,420L352,372Q280,396 238,352Q206,314 222,262Q204,226 214,186Q236,126 290,120Z",
        SEA,
    )
    s.fill("M222,262Q262,276 300,262Q330,300 310,372Q268,382 238,352Q206,314 222,262Z", ORANGE)
    s.fill("M304,220Q388,232 388,330L404,420L352,372Q316,300 304,220Z", TEAL)
    s.fill("M218,178L66,232L222,238Q232,206 218,178Z", PAPER)
    s.fill("M66,232L222,238L226,216Z", SAND)
    s.fill("M288,198Q326,190 344,216Q318,236 286,228Z", PAPER)
    s.fill(oval(258, 186, 17), PAPER)
    s.fill(oval(256, 186, 10), INK)
    s.line("M108,418q25,-20 50,0t50,0t50,0t50,0t50,0t46,0", PAPER, 13)
