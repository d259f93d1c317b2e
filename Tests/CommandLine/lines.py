"""Log lines, made one by one."""


def line(
    path="/v2/pause/manifests/3.9",
    *,
    method="GET",
    client="192.0.2.1",
    time="20/Mar/2023:08:15:00 +0000",
    status=200,
    size=500,
    referer="-",
    agent="containerd/1.6.20",
):
    return f'{client} - - [{time}] "{method} {path} HTTP/1.1" {status} {size} "{referer}" "{agent}"\n'


def many(count, start=0):
    """Different lines: as many clients."""
    return "".join(
        line(client=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}") for number in range(start, start + count)
    )
