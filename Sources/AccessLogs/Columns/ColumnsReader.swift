/// Reads lines whose columns a header names: CloudFront, IIS and other W3C extended logs, Cloud Storage's CSV.
struct ColumnsReader: LineReader {
    private let layout: ColumnLayout
    private var columns: Columns
    /// The header that the columns are of: joined files repeat it.
    private var header: [UInt8] = []
    private var isKnownVersion = true
    /// The day of `#Date:`, for lines that have only a time.
    private var day: Int64?

    init(_ layout: ColumnLayout) {
        self.layout = layout
        columns = Columns(layout.standard)
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        switch layout.header {
        case .directives:
            if bytes[line.lowerBound] == UInt8(ascii: "#") {
                return readDirective(bytes, line)
            }
        case .row:
            let cell = cell(bytes, at: line.lowerBound, to: line.upperBound)
            if let cell, layout.field(named: cell.range, in: bytes) != nil {
                return readHeader(bytes, line)
            }
        }
        guard isKnownVersion else {
            return .reject(.unknownVersion, at: line.lowerBound)
        }
        return readCells(bytes, line, into: &record)
    }

    /// Reads the cells up to the last one that is needed.
    @inline(always)
    private func readCells(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        var progress = TemplateProgress(position: line.lowerBound)
        var failure: LineOutcome?
        var date = day
        var clock: Int64?
        var start = line.lowerBound
        for column in 0..<columns.needed {
            guard start <= line.upperBound else {
                return column > 3
                    ? .reject(.tooFewFields, at: line.upperBound) : .reject(.notThisFormat, at: line.lowerBound)
            }
            guard let cell = cell(bytes, at: start, to: line.upperBound) else {
                return .reject(.unterminatedQuote, at: start)
            }
            let isRead: Bool
            switch columns.fields[column] {
            case .date:
                date = cell.range.count == 10 ? bytes.isoDate(at: cell.range.lowerBound) : nil
                isRead = date != nil
                progress.failure = .badTime
            case .clock:
                clock = bytes.wholeClock(cell.range)
                isRead = clock != nil
                progress.failure = .badTime
            case let field:
                isRead = progress.set(field, bytes, cell.range, &record)
            }
            if !isRead, failure == nil {
                failure = .reject(progress.failure, at: cell.range.lowerBound)
            }
            start = cell.end + 1
        }
        if let failure {
            return failure
        }
        return finish(bytes, line, progress, date, clock, &record)
    }

    @inline(always)
    private func finish(
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        _ progress: TemplateProgress,
        _ date: Int64?,
        _ clock: Int64?,
        _ record: inout Record
    ) -> LineOutcome {
        if let date, let clock {
            record.time = date * 86_400 + clock
        }
        guard columns.needed > 0 else {
            return .reject(.notThisFormat, at: line.lowerBound)
        }
        guard record.time != Record.noTime else {
            return .reject(.noTime, at: line.lowerBound)
        }
        guard progress.complete(&record) else {
            return .skipped
        }
        record.knowsReferer = columns.haveReferer
        record.noteEscaping(layout.escaping, bytes)
        return .record
    }

    /// The cell that begins at `start`, without its quotes, and where it ends; nil where its quote is not closed.
    @inline(always)
    private func cell(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> (range: Range<Int>, end: Int)? {
        if layout.isQuoted, start < end, bytes[start] == UInt8(ascii: "\"") {
            return quotedCell(bytes, at: start + 1, to: end)
        }
        let next = bytes.firstIndex(of: layout.separator, in: start..<end)
        return (start..<next, next)
    }

    private func quotedCell(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> (range: Range<Int>, end: Int)? {
        var index = start
        while true {
            index = bytes.firstIndex(of: UInt8(ascii: "\""), in: index..<end)
            if index == end {
                return nil
            }
            let next = index + 1
            if next == end || bytes[next] == layout.separator {
                return (start..<index, next)
            }
            // Doubled, or one that a careless writer left as it was.
            index = bytes[next] == UInt8(ascii: "\"") ? next + 1 : next
        }
    }

    private mutating func readDirective(_ bytes: Span<UInt8>, _ line: Range<Int>) -> LineOutcome {
        if bytes.starts(with: "#Version:", in: line) {
            let version = bytes.trimmed(line.lowerBound + 9..<line.upperBound)
            isKnownVersion = bytes.equals("1.0", in: version)
            return isKnownVersion ? .skipped : .reject(.unknownVersion, at: version.lowerBound)
        }
        if bytes.starts(with: "#Date:", in: line) {
            let date = bytes.trimmed(line.lowerBound + 6..<line.upperBound)
            day = date.count >= 10 ? bytes.isoDate(at: date.lowerBound) : nil
        }
        if bytes.starts(with: "#Fields:", in: line), !isHeaderAgain(bytes, line) {
            columns = Columns()
            var start = line.lowerBound + 8
            while start < line.upperBound {
                let end = bytes.firstIndex(of: UInt8(ascii: " "), or: UInt8(ascii: "\t"), in: start..<line.upperBound)
                if end > start {
                    columns.append(layout.field(named: start..<end, in: bytes) ?? .skip)
                }
                start = end + 1
            }
        }
        return .skipped
    }

    private mutating func readHeader(_ bytes: Span<UInt8>, _ line: Range<Int>) -> LineOutcome {
        guard !isHeaderAgain(bytes, line) else {
            return .skipped
        }
        columns = Columns()
        var start = line.lowerBound
        while start <= line.upperBound, let cell = cell(bytes, at: start, to: line.upperBound) {
            columns.append(layout.field(named: cell.range, in: bytes) ?? .skip)
            start = cell.end + 1
        }
        return .skipped
    }

    /// Whether the columns are those of this header already; else they are to be.
    private mutating func isHeaderAgain(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        if bytes.equals(header, in: line) {
            return true
        }
        header.removeAll(keepingCapacity: true)
        header.append(bytes, line)
        return false
    }
}

extension Span where Element == UInt8 {
    /// Seconds since midnight for a field `14:11:16` or `14:11:16.789`, or nil.
    fileprivate func wholeClock(_ field: Range<Int>) -> Int64? {
        guard field.count >= 8 else {
            return nil
        }
        if field.count > 8 {
            let fraction = field.lowerBound + 9
            guard self[fraction - 1] == UInt8(ascii: "."),
                self.fraction(at: fraction, to: field.upperBound).end == field.upperBound
            else {
                return nil
            }
        }
        return clock(at: field.lowerBound)
    }

    /// The range without the spaces around it.
    fileprivate func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start] == UInt8(ascii: " ") {
            start += 1
        }
        while end > start, self[end - 1] == UInt8(ascii: " ") {
            end -= 1
        }
        return start..<end
    }
}
