/// Times read the slow way: the shape letter by letter, then the days counted one year after the other.
enum TwinTime {
    private struct Failure: Error {}

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `22/Nov/2026:14:11:16 +0000`
    static func commonLog(_ text: [UInt8]) throws -> Int64 {
        let numbers = try numbers(text, like: "00/aaa/0000:00:00:00 +0000")
        let name = String(decoding: text[3..<6], as: UTF8.self)
        guard let month = months.firstIndex(of: name), numbers.count == 6, numbers[5] % 100 < 60, numbers[5] < 2400
        else {
            throw Failure()
        }
        let zone = (numbers[5] / 100 * 60 + numbers[5] % 100) * 60
        let time = try seconds(numbers[1], month + 1, numbers[0], Array(numbers[2..<5]))
        return Int64(text[21] == UInt8(ascii: "-") ? time + zone : time - zone)
    }

    /// `2026-11-22T14:11:16`
    static func iso(_ text: [UInt8]) throws -> Int64 {
        let numbers = try numbers(text, like: "0000-00-00T00:00:00")
        return Int64(try seconds(numbers[0], numbers[1], numbers[2], Array(numbers[3...])))
    }

    /// `2026-11-22T14:11:16.123+0100`, with or without its fraction and its zone.
    static func anyISO(_ text: [UInt8]) throws -> Int64 {
        var start = Array(text.prefix(19))
        guard start.count == 19, "Tt ".utf8.contains(start[10]) else {
            throw Failure()
        }
        start[10] = UInt8(ascii: "T")
        var rest = text.dropFirst(19)
        if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
            let digits = rest.dropFirst().prefix { (48...57).contains($0) }
            guard !digits.isEmpty else {
                throw Failure()
            }
            rest = rest.dropFirst(1 + digits.count)
        }
        return try iso(start) - Int64(try zone(Array(rest)))
    }

    private static func zone(_ text: [UInt8]) throws -> Int {
        if text.isEmpty || text == [UInt8(ascii: "Z")] || text == [UInt8(ascii: "z")] {
            return 0
        }
        let digits = text.dropFirst().filter { $0 != UInt8(ascii: ":") }
        let isShape = text.count == 3 || text.count == 5 || text.count == 6 && text[3] == UInt8(ascii: ":")
        guard isShape, digits.allSatisfy({ (48...57).contains($0) }), digits.count == (text.count == 3 ? 2 : 4),
            "+-".utf8.contains(text[0]), let value = Int(String(decoding: digits, as: UTF8.self))
        else {
            throw Failure()
        }
        let (hours, minutes) = digits.count == 2 ? (value, 0) : (value / 100, value % 100)
        guard hours < 24, minutes < 60 else {
            throw Failure()
        }
        return (hours * 60 + minutes) * (text[0] == UInt8(ascii: "-") ? -60 : 60)
    }

    /// A day, a month's name, a year and a clock, in UTC.
    static func spelled(_ text: [UInt8], like shape: String) throws -> Int64 {
        let numbers = try numbers(text, like: shape)
        guard let month = months.firstIndex(of: String(decoding: text[3..<6], as: UTF8.self)) else {
            throw Failure()
        }
        return Int64(try seconds(numbers[1], month + 1, numbers[0], Array(numbers[2..<5])))
    }

    /// `20261122141116`
    static func compact(_ text: [UInt8]) throws -> Int64 {
        guard text.count == 14 else {
            throw Failure()
        }
        let parts = [text[0..<4], text[4..<6], text[6..<8], text[8..<10], text[10..<12], text[12..<14]]
        let date = parts[..<3].joined(separator: [UInt8(ascii: "-")])
        return try iso(Array(date) + [UInt8(ascii: "T")] + parts[3...].joined(separator: [UInt8(ascii: ":")]))
    }

    private static func numbers(_ text: [UInt8], like shape: String) throws -> [Int] {
        guard text.count == shape.utf8.count else {
            throw Failure()
        }
        for (byte, wanted) in zip(text, shape.utf8) {
            let fits =
                switch wanted {
                case UInt8(ascii: "0"): (48...57).contains(byte)
                case UInt8(ascii: "a"): true
                case UInt8(ascii: "+"): byte == wanted || byte == UInt8(ascii: "-")
                default: byte == wanted
                }
            guard fits else {
                throw Failure()
            }
        }
        let digits = zip(text, shape.utf8).map { $1 == UInt8(ascii: "0") ? $0 : UInt8(ascii: " ") }
        return digits.split(separator: UInt8(ascii: " ")).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    private static func seconds(_ year: Int, _ month: Int, _ day: Int, _ clock: [Int]) throws -> Int {
        func length(_ year: Int) -> [Int] {
            let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
            return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        }
        guard (1...12).contains(month), day >= 1, day <= length(year)[month - 1], clock[0] < 24, clock[1] < 60,
            clock[2] <= 60
        else {
            throw Failure()
        }
        func daysBefore(_ year: Int) -> Int {
            (0..<year).reduce(0) { $0 + length($1).reduce(0, +) }
        }
        let days = daysBefore(year) - daysBefore(1970) + length(year)[..<(month - 1)].reduce(0, +) + day - 1
        return ((days * 24 + clock[0]) * 60 + clock[1]) * 60 + clock[2]
    }
}
