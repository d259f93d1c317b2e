extension Span where Element == UInt8 {
    /// Peels a syslog header off: `<134>Nov 22 14:11:16 host app[7]: `, with or without priority, host and year, with a
    /// time in ISO 8601 as well, and RFC 5424's `<134>1 2026-11-22T14:11:16Z host app 7 - - `.
    ///
    /// https://www.rfc-editor.org/rfc/rfc3164#section-4.1 and https://www.rfc-editor.org/rfc/rfc5424#section-6
    ///
    /// - Parameter lastChange: when the source was written last: RFC 3164 names no year, so it is the latest one that
    ///   does not lie behind that. Without it such a line has no time. It names no zone either; UTC is taken.
    func syslogPrefix(of line: Range<Int>, lastChange: Int64?) -> Peeled? {
        let start = endOfPriority(in: line)
        if start > line.lowerBound, starts(with: "1 ", in: start..<line.upperBound) {
            return syslog5424(start + 2..<line.upperBound)
        }
        let end = line.upperBound
        guard start < end else {
            return nil
        }
        let stamp: (time: Int64, end: Int)
        if let iso = isoTime(at: start, to: end), self[start + 10] != UInt8(ascii: " ") {
            stamp = (iso.instant.seconds, iso.end)
        } else if let named = namedDay(at: start, to: end, lastChange: lastChange) {
            stamp = named
        } else {
            return nil
        }
        guard stamp.end < end, self[stamp.end] == UInt8(ascii: " "), let text = endOfTag(in: stamp.end + 1..<end) else {
            return nil
        }
        return Peeled(start: text, time: stamp.time)
    }

    /// Behind `<134>`, or where it began if there is none.
    private func endOfPriority(in line: Range<Int>) -> Int {
        guard !line.isEmpty, self[line.lowerBound] == UInt8(ascii: "<") else {
            return line.lowerBound
        }
        let number = digits(from: line.lowerBound + 1, to: Swift.min(line.upperBound, line.lowerBound + 4))
        guard number.end > line.lowerBound + 1, number.end < line.upperBound, self[number.end] == UInt8(ascii: ">")
        else {
            return line.lowerBound
        }
        return number.end + 1
    }

    /// `TIME HOST APP PROCESS MESSAGE-ID DATA TEXT`, where `-` stands for nothing.
    private func syslog5424(_ range: Range<Int>) -> Peeled? {
        var peeled = Peeled(start: range.lowerBound)
        if let time = isoTime(at: range.lowerBound, to: range.upperBound) {
            peeled.time = time.instant.seconds
        } else if self[range.lowerBound] != UInt8(ascii: "-") {
            return nil
        }
        for _ in 0..<5 {
            let space = firstIndex(of: UInt8(ascii: " "), in: peeled.start..<range.upperBound)
            guard space < range.upperBound else {
                return nil
            }
            peeled.start = space + 1
        }
        guard let data = endOfStructuredData(in: peeled.start..<range.upperBound) else {
            return nil
        }
        peeled.start = data
        if starts(with: "\u{FEFF}", in: data..<range.upperBound) {
            peeled.start += 3
        }
        return peeled
    }

    /// Behind `-` or `[id key="value" …][…]` and a space.
    private func endOfStructuredData(in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        var isQuoted = false
        var depth = 0
        while index < range.upperBound {
            switch self[index] {
            case UInt8(ascii: "\\") where isQuoted: index += 1
            case UInt8(ascii: "\"") where depth > 0: isQuoted.toggle()
            case UInt8(ascii: "[") where !isQuoted: depth += 1
            case UInt8(ascii: "]") where !isQuoted && depth > 0: depth -= 1
            case UInt8(ascii: " ") where depth == 0: return index + 1
            default: break
            }
            index += 1
        }
        return nil
    }

    /// `Nov 22 14:11:16`, the day perhaps with a space before it, perhaps with the year behind it.
    private func namedDay(at start: Int, to end: Int, lastChange: Int64?) -> (time: Int64, end: Int)? {
        guard start + 15 <= end, self[start + 3] == UInt8(ascii: " ") else {
            return nil
        }
        let month = monthName(at: start)
        let isPadded = self[start + 4] == UInt8(ascii: " ")
        let day = isPadded ? fixedDigits(1, at: start + 5) : fixedDigits(2, at: start + 4)
        guard month > 0, day > 0, self[start + 6] == UInt8(ascii: " ") else {
            return nil
        }
        if start + 20 <= end, self[start + 11] == UInt8(ascii: " "), let seconds = clock(at: start + 12),
            let days = Calendar.days(year: fixedDigits(4, at: start + 7), month: month, day: day)
        {
            return (days * 86_400 + seconds, start + 20)
        }
        guard let seconds = clock(at: start + 7) else {
            return nil
        }
        var next = start + 15
        if next < end, self[next] == UInt8(ascii: ".") {
            next = fraction(at: next + 1, to: end).end
        }
        guard let lastChange else {
            return (Record.noTime, next)
        }
        // A day ahead is let through: the zone of the time is not known.
        let latest = lastChange + 86_400
        var year = Calendar.year(of: latest)
        // The 29th of February may be seven years back, where a century has none.
        for _ in 0..<8 {
            if let days = Calendar.days(year: year, month: month, day: day), days * 86_400 + seconds <= latest {
                return (days * 86_400 + seconds, next)
            }
            year -= 1
        }
        return nil
    }

    /// Behind `host app[7]: ` or `app: `; the host may be left out. Neither begins with a bracket, as `[ERROR]` does.
    private func endOfTag(in range: Range<Int>) -> Int? {
        var start = range.lowerBound
        for _ in 0..<2 {
            guard start < range.upperBound, self[start] != UInt8(ascii: "[") else {
                return nil
            }
            let space = firstIndex(of: UInt8(ascii: " "), in: start..<range.upperBound)
            if space > start, self[space - 1] == UInt8(ascii: ":") {
                return Swift.min(space + 1, range.upperBound)
            }
            start = space + 1
        }
        return nil
    }
}
