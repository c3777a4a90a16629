from newsgen.engine.runner import Made, Runner


def test_results_keep_the_order_of_the_items() -> None:
    assert Runner().map(lambda shared, item, blobs: Made(shared * item), 3, iter([2, 1, 5])) == [6, 3, 15]
