# Requests by host, address, day and image; prints how many groups and requests there are.
$8 ~ /^\/v2\/.+\/(manifests|blobs|tags)\// {
    image = $8
    sub(/^\/v2\//, "", image)
    sub(/\/(manifests|blobs|tags)\/.*/, "", image)
    requests[$1, $2, substr($5, 2, 11), image]++
}

END {
    for (key in requests) {
        groups++
        all += requests[key]
    }
    print groups, all
}
