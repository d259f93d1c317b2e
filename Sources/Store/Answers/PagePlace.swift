import Analysis

/// A place in a sorted answer: the value that rows are sorted by, then what tells them apart.
struct PagePlace {
    /// Of a column of numbers; what is not known sorts below what is.
    let number: Int64
    /// Of a column of texts.
    private let text: String
    private let identity: [String]
    /// Counts rows that nothing tells apart.
    var occurrence = 0

    init(_ cell: Answer.Cell, identity: [String]) {
        number = cell.number ?? .min
        text = cell.text
        self.identity = identity
    }

    func precedes(_ other: PagePlace, isDescending: Bool) -> Bool {
        if number != other.number { return isDescending ? number > other.number : number < other.number }
        if text != other.text { return isDescending ? text > other.text : text < other.text }
        for (own, its) in zip(identity, other.identity) where own != its { return own < its }
        return occurrence < other.occurrence
    }

    func isTwin(of other: PagePlace) -> Bool {
        number == other.number && text == other.text && identity == other.identity
    }

    /// The place as a text that needs no quoting in a shell or a URL.
    func cursor(sort: String) -> String {
        let value = number == .min ? "" : String(number)
        // A number first, so that it is no option.
        let parts = [String(occurrence), sort, value, text] + identity
        return parts.map(escaped).joined(separator: "~")
    }

    /// Reads what ``cursor(sort:)`` wrote; nil where that was for another order or another question.
    init?(cursor: String, sort: String, identityCount: Int) {
        let parts = cursor.split(separator: "~", omittingEmptySubsequences: false).map(unescaped)
        guard parts.count == identityCount + 4, parts[1] == sort, let occurrence = Int(parts[0]),
            let number = parts[2].isEmpty ? .min : Int64(parts[2])
        else { return nil }
        self.number = number
        text = parts[3]
        identity = Array(parts[4...])
        self.occurrence = occurrence
    }
}

extension Answer.Cell {
    fileprivate var number: Int64? {
        switch self {
        case .integer(let value), .time(let value): value
        case .real(let value): Int64(value)
        case .share(let value): Int64(value * 1_000_000)
        case .flag(let value): value ? 1 : 0
        case .money(let value): Int64(clamping: value.nano)
        case .null, .text, .texts, .samples: nil
        }
    }

    /// What a cell is sorted by if it is a text.
    var text: String {
        switch self {
        case .text(let value): value
        case .texts(let values): values.joined(separator: " ")
        case .samples(let samples): samples.first?.text ?? ""
        case .null, .integer, .real, .share, .flag, .money, .time: ""
        }
    }
}

/// Percent-encoding of all but the unreserved characters; `~` parts and is encoded too.
///
/// https://www.rfc-editor.org/rfc/rfc3986#section-2.3
private func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "/"), UInt8(ascii: ":"):
            result.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
        }
    }
    return result
}

private func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), rest.count >= 2,
            let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        {
            bytes.append(value)
            rest.removeFirst(2)
        } else {
            bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
