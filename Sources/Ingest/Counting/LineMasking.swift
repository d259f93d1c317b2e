/// Makes a rejected line fit to be kept: short, without addresses, names of hosts, queries or control characters.
///
/// An address or a name is whatever looks like one: the sample only has to show what is wrong with the line.
package func maskedSample(_ line: Span<UInt8>, limit: Int = 200) -> String {
    var text = ""
    var index = 0
    while index < min(line.count, limit) {
        let byte = line[index]
        if isAddressByte(byte), index == 0 || !isAddressByte(line[index - 1]) && !isLetter(line[index - 1]) {
            var end = index
            while end < line.count, isAddressByte(line[end]) { end += 1 }
            if let mask = mask(ofAddress: line.extracting(index..<end)) {
                text += mask
                index = end
                continue
            }
        }
        if isNameByte(byte), index == 0 || beginsName(after: line[index - 1]) {
            var end = index
            while end < line.count, isNameByte(line[end]) { end += 1 }
            if !isKey(line, upTo: end), let mask = mask(ofName: line.extracting(index..<end)) {
                text += mask
                index = end
                continue
            }
        }
        switch byte {
        case UInt8(ascii: "?"):
            text += "?…"
            index += 1
            while index < line.count, !endsQuery(line[index]) { index += 1 }
            continue
        case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
        default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        index += 1
    }
    return index < line.count ? text + "…" : text
}

/// The network of a run of digits, letters a to f, dots and colons, if it is an address.
private func mask(ofAddress bytes: Span<UInt8>) -> String? {
    var text = ""
    for index in bytes.indices { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = groups[0].split(separator: ".", omittingEmptySubsequences: false)
    if numbers.count == 4, groups.count <= 2, numbers.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) {
        return numbers.prefix(3).joined(separator: ".") + ".x"
    }
    // A time of day, even behind a date, has fewer groups than an address of version 6 without an empty one.
    guard groups.count >= 8 || text.contains("::"), !text.contains(".") || text.contains("::") else { return nil }
    return groups.prefix(3).joined(separator: ":") + "::x"
}

/// The last label of a host's name; nil for what is none: it has a dot, and its last label has no digits.
private func mask(ofName bytes: Span<UInt8>) -> String? {
    var text = ""
    for index in bytes.indices { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last, last.utf8.count > 1,
        last.utf8.allSatisfy(isLetter)
    else { return nil }
    return "x." + last
}

/// Whether the bytes up to here name a field, as in `http.request.host=` and `"http.request.host":`.
private func isKey(_ line: Span<UInt8>, upTo end: Int) -> Bool {
    guard end < line.count else { return false }
    if line[end] == UInt8(ascii: "=") { return true }
    return line[end] == UInt8(ascii: "\"") && end + 1 < line.count && line[end + 1] == UInt8(ascii: ":")
}

/// Whether a name may begin behind this byte: within a path, `a.tar` is none.
private func beginsName(after byte: UInt8) -> Bool {
    !isNameByte(byte) && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "_") && byte != UInt8(ascii: "%")
}

private func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "-")
}

private func isAddressByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "."), UInt8(ascii: ":"):
        true
    default: false
    }
}

private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

private func endsQuery(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\t")
}
