# ruff: noqa: E501 - path data reads better unbroken
"""Flat gouache in SVG: one palette, cut-paper shapes, and shadows sprayed on as grain.

A ``Scene`` collects layers from back to front. Shapes are SVG path strings, made by the functions below. ``fill`` lays a
flat colour, ``spray`` a stippled shadow or light that fades along a line, ``line`` a brush stroke.
"""

from __future__ import annotations

import math
import random

INK, NAVY, BLUE, TEAL, SEA = "#12202f", "#1b3147", "#2b4f66", "#2f7274", "#5b9a94"
MIST, PALE, CREAM, PAPER, SAND = "#a8c8be", "#d3e0d2", "#f5e9cf", "#fbf4e3", "#e6c994"
OCHRE, ORANGE, BRICK, WINE, MOSS, PINE = "#dca23c", "#d77a3d", "#b04a33", "#74302f", "#7c8a4e", "#2f5a4c"

Point = tuple[float, float]


def poly(*points: Point) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"


def rect(x: float, y: float, w: float, h: float) -> str:
    return poly((x, y), (x + w, y), (x + w, y + h), (x, y + h))


def oval(x: float, y: float, rx: float, ry: float = 0) -> str:
    ry = ry or rx
    return f"M{x - rx:.1f},{y:.1f}a{rx},{ry} 0 1 0 {2 * rx},0a{rx},{ry} 0 1 0 {-2 * rx},0Z"


def dome(x: float, y: float, r: float) -> str:
    """The upper half of a disc that stands on (x, y)."""
    return f"M{x - r},{y}a{r},{r} 0 0 1 {2 * r},0Z"


def arch(x: float, y: float, w: float, h: float) -> str:
    """A round-headed opening that stands on y."""
    return f"M{x},{y}V{y - h + w / 2}a{w / 2},{w / 2} 0 0 1 {w},0V{y}Z"


def curve(points: list[Point], closed: bool = False) -> str:
    """A smooth line through the points (Catmull-Rom)."""
    n = len(points)
    at = (lambda i: points[i % n]) if closed else (lambda i: points[min(max(i, 0), n - 1)])
    out = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
    for i in range(n if closed else n - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = at(i - 1), at(i), at(i + 1), at(i + 2)
        out += f"C{bx + (cx - ax) / 6:.1f},{by + (cy - ay) / 6:.1f} {cx - (dx - bx) / 6:.1f},{cy - (dy - by) / 6:.1f} {cx:.1f},{cy:.1f}"
    return out + ("Z" if closed else "")


def blob(*points: Point) -> str:
    return curve(list(points), closed=True)


def hill(bottom: float, *points: Point) -> str:
    """Ground below a smooth ridge."""
    return curve(list(points)) + f"V{bottom}H{points[0][0]:.1f}Z"


def crest(bottom: float, *points: Point) -> str:
    """Ground below a jagged ridge."""
    return poly(*points, (points[-1][0], bottom), (points[0][0], bottom))


class Scene:
    def __init__(self, width: int, height: int, seed: int = 1, plain: bool = False) -> None:
        self.width, self.height, self.plain = width, height, plain
        self.defs: list[str] = []
        self.body: list[str] = []
        self.random = random.Random(seed)

    def _ramp(self, colour: str, ends: tuple[float, float, float, float], start: float, stop: float) -> str:
        name = f"g{len(self.defs)}"
        x1, y1, x2, y2 = ends
        self.defs.append(
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">'
            f'<stop stop-color="{colour}" stop-opacity="{start}"/><stop offset="1" stop-color="{colour}" stop-opacity="{stop}"/>'
            "</linearGradient>"
        )
        return f"url(#{name})"

    def fill(self, path: str, colour: str, opacity: float = 1) -> None:
        self.body.append(f'<path d="{path}" fill="{colour}" opacity="{opacity}"/>')

    def line(self, path: str, colour: str, width: float = 4, opacity: float = 1, dash: str = "") -> None:
        self.body.append(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" '
            f'stroke-linejoin="round" opacity="{opacity}" stroke-dasharray="{dash}"/>'
        )

    def spray(
        self, path: str, colour: str, ends: tuple[float, float, float, float], start: float = 0.8, stop: float = 0.0
    ) -> None:
        paint = self._ramp(colour, ends, start, stop)
        self.body.append(
            f'<path d="{path}" fill="{paint}" opacity=".42"/><path d="{path}" fill="{paint}" opacity=".5" filter="url(#spray)"/>'
        )

    def wash(self, path: str, colour: str, ends: tuple[float, float, float, float], start: float = 1, stop: float = 0.0) -> None:
        """A smooth fade, for skies and light."""
        self.body.append(f'<path d="{path}" fill="{self._ramp(colour, ends, start, stop)}"/>')

    def all(self) -> str:
        return rect(-20, -20, self.width + 40, self.height + 40)

    # motifs that several pictures share; the light comes from the left

    def sky(self, top: str, middle: str, low: str, horizon: float) -> None:
        self.fill(self.all(), top)
        self.wash(self.all(), middle, (0, horizon * 0.6, 0, 0), 1, 0)
        self.wash(self.all(), low, (0, horizon, 0, horizon * 0.35), 1, 0)

    def cloud(self, x: float, y: float, w: float, colour: str, opacity: float = 1) -> None:
        h, bars = w * 0.075, ""
        for dx, dy, k in ((0, 0, 1), (0.14, -0.8, 0.52), (-0.22, 0.85, 0.46), (0.02, -1.5, 0.22)):
            a, top = w * k - h, y + dy * h
            bars += f"M{x + dx * w - a / 2:.0f},{top:.0f}h{a:.0f}a{h / 2:.1f},{h / 2:.1f} 0 0 1 0,{h:.1f}h{-a:.0f}a{h / 2:.1f},{h / 2:.1f} 0 0 1 0,{-h:.1f}Z"
        self.fill(bars, colour, opacity)

    def water(self, top: float, colour: str, deep: str, light: str, glints: int = 60) -> None:
        field = rect(-20, top, self.width + 40, self.height - top + 40)
        self.fill(field, colour)
        self.wash(field, deep, (0, self.height, 0, top), 0.95, 0)
        for _ in range(glints):
            t = self.random.random() ** 1.4
            y, w = top + 8 + t * (self.height - top - 10), 14 + 90 * t * self.random.random() + 16 * t
            x = self.random.uniform(-20, self.width)
            self.line(f"M{x:.0f},{y:.0f}q{w / 2:.0f},{-2 - 5 * t:.1f} {w:.0f},0", light, 1.6 + 3 * t, 0.45)

    def glitter(self, x: float, top: float, bottom: float, width: float, colour: str) -> None:
        """The path of a low light on water."""
        for i in range(44):
            t = (i / 43) ** 1.5
            half = width * (0.35 + t) * self.random.uniform(0.25, 0.8)
            drift = self.random.uniform(-0.3, 0.3) * width * (0.4 + t)
            self.line(f"M{x + drift - half / 2:.0f},{top + t * (bottom - top):.0f}h{half:.0f}", colour, 2 + 7 * t, 0.75)

    def block(
        self,
        eye: tuple[float, float, float, float],
        x: float,
        y: float,
        z: float,
        w: float,
        h: float,
        d: float,
        colour: str,
        ribs: int = 0,
    ) -> None:
        """A box in perspective: eye is (vanishing x, horizon y, focal length, eye height), y is its foot above ground."""
        vx, hy, f, up = eye

        def at(px: float, py: float, pz: float) -> Point:
            return vx + f * px / pz, hy + f * (up - py) / pz

        if x > 0 or x + w < 0:
            side = x if x > 0 else x + w
            face = poly(at(side, y, z), at(side, y + h, z), at(side, y + h, z + d), at(side, y, z + d))
            self.fill(face, colour)
            self.fill(face, INK, 0.12 if x + w < 0 else 0.5)
            for i in range(1, ribs * 2):
                k = z + d * i / (ribs * 2)
                (ax, ay), (bx, by) = at(side, y + h * 0.1, k), at(side, y + h * 0.9, k)
                self.line(f"M{ax:.0f},{ay:.0f}L{bx:.0f},{by:.0f}", INK, 1.4, 0.18)
        if y + h < up:
            lid = poly(at(x, y + h, z), at(x + w, y + h, z), at(x + w, y + h, z + d), at(x, y + h, z + d))
            self.fill(lid, colour)
            self.fill(lid, PAPER, 0.35)
        front = poly(at(x, y, z), at(x, y + h, z), at(x + w, y + h, z), at(x + w, y, z))
        self.fill(front, colour)
        (ax, ay), (bx, by) = at(x + w, y, z), at(x, y + h, z)
        self.spray(front, INK, (ax, ay, (ax + bx) / 2, by), 0.75, 0.1)
        for i in range(1, ribs):
            (cx, cy), (ex, ey) = at(x + w * i / ribs, y + h * 0.12, z), at(x + w * i / ribs, y + h * 0.88, z)
            self.line(f"M{cx:.0f},{cy:.0f}L{ex:.0f},{ey:.0f}", INK, max(1.2, f / z * 0.05), 0.3)

    def tree(self, x: float, y: float, h: float, colour: str, dark: str) -> None:
        r = self.random
        self.fill(poly((x - h * 0.03, y), (x - h * 0.015, y - h * 0.6), (x + h * 0.015, y - h * 0.6), (x + h * 0.03, y)), WINE)
        crown = [
            (
                x + h * 0.3 * math.cos(a) * r.uniform(0.85, 1.12),
                y - h * 0.62 + h * 0.38 * math.sin(a) * r.uniform(0.88, 1.1),
            )
            for a in (i * math.tau / 9 for i in range(9))
        ]
        self.fill(blob(*crown), colour)
        self.spray(blob(*crown), dark, (x + h * 0.3, y - h * 0.3, x - h * 0.22, y - h * 0.75), 0.95, 0.05)

    def pine(self, x: float, y: float, h: float, colour: str, dark: str) -> None:
        w = h * 0.22
        self.fill(poly((x, y - h), (x + w, y), (x - w, y)), colour)
        self.spray(poly((x, y - h), (x + w, y), (x, y)), dark, (x + w, y, x - w * 0.3, y), 1, 0.3)

    def house(self, x: float, y: float, w: float, h: float, wall: str, roof: str, lit: str, floors: int = 3) -> None:
        """A gabled house front that stands on y."""
        gable = w * 0.55
        front = poly((x, y), (x, y - h), (x + w / 2, y - h - gable), (x + w, y - h), (x + w, y))
        self.fill(front, wall)
        self.spray(front, INK, (x + w, y, x + w * 0.3, y - h), 0.62, 0.02)
        self.line(f"M{x - 5},{y - h + 5}L{x + w / 2},{y - h - gable}L{x + w + 5},{y - h + 5}", roof, max(5, w * 0.075))
        pane, gap = w * 0.17, h / floors
        for row in range(floors):
            for column in (0.2, 0.63):
                colour = lit if self.random.random() < 0.6 else NAVY
                self.fill(rect(x + w * column, y - h + gap * row + gap * 0.24, pane, gap * 0.5), colour)
        self.fill(rect(x + w / 2 - pane * 0.4, y - h - gable * 0.5, pane * 0.8, pane), lit)

    def gull(self, x: float, y: float, w: float, colour: str = PAPER) -> None:
        self.line(
            f"M{x - w},{y - w * 0.1}q{w * 0.55},{-w * 0.5} {w},{w * 0.12}q{w * 0.45},{-w * 0.62} {w},{-w * 0.12}",
            colour,
            max(2.5, w * 0.13),
        )

    def person(
        self, x: float, y: float, h: float, coat: str, legs: str = INK, skin: str = SAND, hat: str = "", child: bool = False
    ) -> None:
        """A standing figure whose feet are at (x, y)."""
        k = h * (0.8 if child else 1)
        self.fill(
            poly(
                (x - k * 0.1, y - k * 0.45),
                (x - k * 0.085, y),
                (x - k * 0.015, y),
                (x, y - k * 0.35),
                (x + k * 0.02, y),
                (x + k * 0.09, y),
                (x + k * 0.1, y - k * 0.45),
            ),
            legs,
        )
        body = f"M{x - k * 0.12:.1f},{y - k * 0.36:.1f}L{x - k * 0.13:.1f},{y - k * 0.72:.1f}Q{x - k * 0.12:.1f},{y - k * 0.83:.1f} {x:.1f},{y - k * 0.83:.1f}Q{x + k * 0.12:.1f},{y - k * 0.83:.1f} {x + k * 0.13:.1f},{y - k * 0.72:.1f}L{x + k * 0.13:.1f},{y - k * 0.36:.1f}Z"
        self.fill(body, coat)
        self.spray(body, INK, (x + k * 0.16, y, x - k * 0.06, y), 0.7, 0.05)
        self.fill(oval(x, y - k * 0.91, k * 0.065, k * 0.078), skin)
        self.fill(f"M{x - k * 0.068:.1f},{y - k * 0.92:.1f}a{k * 0.068:.1f},{k * 0.075:.1f} 0 0 1 {k * 0.136:.1f},0Z", hat or INK)
        if hat:
            self.line(f"M{x - k * 0.09:.1f},{y - k * 0.92:.1f}h{k * 0.18:.1f}", hat, max(2, k * 0.03))

    def lighthouse(self, x: float, y: float, h: float, band: str = BRICK) -> None:
        """A banded tower that stands on y."""
        foot, neck = h * 0.13, h * 0.075

        def half(t: float) -> float:
            return foot + (neck - foot) * t

        tower = poly((x - foot, y), (x - neck, y - h * 0.8), (x + neck, y - h * 0.8), (x + foot, y))
        self.fill(tower, PAPER)
        for a, b in ((0.12, 0.28), (0.44, 0.6), (0.76, 0.88)):
            self.fill(
                poly(
                    (x - half(a), y - h * 0.8 * a),
                    (x - half(b), y - h * 0.8 * b),
                    (x + half(b), y - h * 0.8 * b),
                    (x + half(a), y - h * 0.8 * a),
                ),
                band,
            )
        self.spray(tower, INK, (x + foot, y, x - foot * 0.4, y), 0.85, 0.05)
        self.fill(rect(x - neck * 1.5, y - h * 0.815, neck * 3, h * 0.025), INK)
        self.fill(rect(x - neck * 0.75, y - h * 0.9, neck * 1.5, h * 0.09), "#ffe9ae")
        self.line(
            f"M{x},{y - h * 0.9}v{h * 0.09}M{x - neck * 0.75},{y - h * 0.9}v{h * 0.09}M{x + neck * 0.75},{y - h * 0.9}v{h * 0.09}",
            INK,
            max(2, h * 0.007),
        )
        self.fill(dome(x, y - h * 0.9, neck * 0.95), band)
        self.line(f"M{x},{y - h * 0.9 - neck}v{-h * 0.04}", INK, max(2, h * 0.008))

    def svg(self) -> str:
        size = f'width="{self.width}" height="{self.height}"'
        return f"""<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {self.width} {self.height}"><defs>
<filter id="spray" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
<feTurbulence type="fractalNoise" baseFrequency=".5" numOctaves="2" seed="4"/>
<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0" result="noise"/>
<feComposite in="SourceAlpha" in2="noise" operator="arithmetic" k2="1" k3="1.7" k4="-1.3"/>
<feComponentTransfer result="dots"><feFuncA type="linear" slope="2.2"/></feComponentTransfer>
<feComponentTransfer in="SourceGraphic" result="solid"><feFuncA type="linear" slope="99"/></feComponentTransfer>
<feComposite in="solid" in2="dots" operator="in"/></filter>
<filter id="cut" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
<feTurbulence type="fractalNoise" baseFrequency=".018" numOctaves="2" seed="7" result="n"/>
<feDisplacementMap in="SourceGraphic" in2="n" scale="4" xChannelSelector="R" yChannelSelector="G"/></filter>
<filter id="paper" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
<feTurbulence type="fractalNoise" baseFrequency=".006 .009" numOctaves="3" seed="11"/>
<feColorMatrix values=".33 .33 .33 0 0 .33 .33 .33 0 0 .33 .33 .33 0 0 0 0 0 0 1"/>
<feComponentTransfer><feFuncR type="linear" slope="2.4" intercept="-.7"/><feFuncG type="linear" slope="2.4" intercept="-.7"/>
<feFuncB type="linear" slope="2.4" intercept="-.7"/></feComponentTransfer></filter>
{"".join(self.defs)}</defs><g{"" if self.plain else ' filter="url(#cut)"'}>{"".join(self.body)}</g>
<rect {size} filter="url(#paper)" opacity="{0 if self.plain else 0.22}" style="mix-blend-mode:soft-light"/></svg>"""
