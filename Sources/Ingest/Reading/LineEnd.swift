/// The index behind the last newline; nil without one. It lies near the end, so bytes are looked at one by one.
func lastLineEnd(_ bytes: Span<UInt8>) -> Int? {
    var index = bytes.count
    while index > 0 {
        if bytes[index - 1] == 0x0A { return index }
        index -= 1
    }
    return nil
}
