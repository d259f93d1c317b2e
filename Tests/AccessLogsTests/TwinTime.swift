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
