"""What a bounded memory must keep: the model that both kinds of translation memory are held against."""

from collections import OrderedDict
from collections.abc import Iterable

from service.engines.memory_stores import Store


def follows_recency(store: Store, limit: int, orders: Iterable[tuple[bool, int]]) -> None:
    """Puts (True) and gets keys from 0 to 9 in a store that is empty and has room for `limit`: it knows those that were
    used last, and no others."""
    model: OrderedDict[str, str] = OrderedDict()
    for putting, number in orders:
        key = str(number)
        if putting:
            store.put({key: f"<{key}>"})
            model[key] = f"<{key}>"
            model.move_to_end(key)
            while len(model) > limit:
                model.popitem(last=False)
        else:
            assert store.get([key]) == ({key: model[key]} if key in model else {})
            if key in model:
                model.move_to_end(key)
    assert store.get([str(n) for n in range(10)]) == dict(model)
