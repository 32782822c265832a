"""Channels that an office opens beside counter and post."""

from gongkai.casework.models import OpenChannel


def test_a_channel_is_opened_with_its_notes_and_closed_again(desk):
    agency = desk.office.agency
    address = f"/zfxxgk/{agency.slug}/ysqgk/"
    assert "没有开通其他渠道" in desk.clerk.get("/desk/channels/").content.decode()
    facts = {"agency": agency.pk, "channel": "online", "notes": "示例：每天查看。"}
    assert desk.clerk.post("/desk/channels/", facts).status_code == 302
    assert "示例：每天查看。" in desk.clerk.get(address).content.decode()
    assert desk.clerk.get(f"{address}sq/").status_code == 200
    desk.clerk.post("/desk/channels/", {**facts, "notes": "示例：改了。"})
    channel = OpenChannel.objects.get()
    assert channel.notes == "示例：改了。"
    desk.clerk.post(f"/desk/channels/{channel.pk}/close/")
    assert desk.clerk.get(f"{address}sq/").status_code == 404
    desk.clerk.post("/desk/channels/", facts)
    assert OpenChannel.objects.count() == 2


def test_counter_and_post_cannot_be_opened_or_closed(desk):
    answer = desk.clerk.post("/desk/channels/", {"agency": desk.office.agency.pk, "channel": "counter"})
    assert answer.status_code == 200
    assert not OpenChannel.objects.exists()
