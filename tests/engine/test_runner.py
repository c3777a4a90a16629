from newsgen.engine.runner import Runner


def test_results_keep_the_order_of_the_items() -> None:
    assert Runner().map(lambda shared, item: shared * item, 3, iter([2, 1, 5])) == [6, 3, 15]
