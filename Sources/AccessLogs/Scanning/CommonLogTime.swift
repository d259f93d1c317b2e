/// Reads `22/Nov/2026:14:11:16 +0000`, and remembers the day, since the next line mostly has the same one.
package struct CommonLogTime: BitwiseCopyable, Sendable {
    /// The length of what it reads; it is always the same.
    package static let length = 26

    // The day as written, in two overlapping words, and the second at which it begins. These first two contradict each
    // other where they overlap, so no line begins like them.
    private var head: UInt64 = 0
    private var tail: UInt64 = 1
    private var midnight: Int64 = 0

    package init() {}

    /// The time that stands at `start`, in seconds since 1970 in UTC, or nil.
    @inline(__always)
    package mutating func read(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> Int64? {
        guard end - start >= Self.length else {
            return nil
        }
        // Bytes 0...11 are `22/Nov/2026:`.
        let head = bytes.word(at: start).bits
        let tail = bytes.word(at: start + 4).bits
        if head != self.head || tail != self.tail {
            guard let days = Self.day(bytes, at: start) else {
                return nil
            }
            self.head = head
            self.tail = tail
            midnight = days * 86_400
        }
        guard
            bytes[start + 14] == UInt8(ascii: ":"), bytes[start + 17] == UInt8(ascii: ":"),
            bytes[start + 20] == UInt8(ascii: " "),
            let seconds = Calendar.seconds(
                hour: bytes.fixedDigits(2, at: start + 12),
                minute: bytes.fixedDigits(2, at: start + 15),
                second: bytes.fixedDigits(2, at: start + 18)
            ),
            let zone = bytes.zone(at: start + 21, to: start + 26), zone.end == start + 26
        else {
            return nil
        }
        return midnight + seconds - zone.seconds
    }

    private static func day(_ bytes: Span<UInt8>, at start: Int) -> Int64? {
        guard
            bytes[start + 2] == UInt8(ascii: "/"), bytes[start + 6] == UInt8(ascii: "/"),
            bytes[start + 11] == UInt8(ascii: ":")
        else {
            return nil
        }
        return Calendar.days(
            year: bytes.fixedDigits(4, at: start + 7),
            month: bytes.monthName(at: start + 3),
            day: bytes.fixedDigits(2, at: start)
        )
    }
}
