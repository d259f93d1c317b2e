extension TemplateReader {
    /// Reads lines, one behind the other, for as long as they are as they mostly are: fields without a backslash or a
    /// control character, and every literal in its place. Each byte is looked at once, and where a line ends is found
    /// by reading it. The first line that is different is left for ``read(_:_:into:)``, which would say the same of
    /// those before it.
    ///
    /// - Parameters:
    ///   - start: where the first line begins; moved to where the first one begins that was not read.
    ///   - index: that line's index.
    mutating func readRun(
        _ bytes: Span<UInt8>,
        from start: inout Int,
        index: inout UInt32,
        limit: Int,
        times: [Int64],
        into batch: inout Batch
    ) {
        guard isStraight else {
            return
        }
        var clock = clock
        let before = batch.records.count
        while start < bytes.count {
            var record = Record()
            record.line = index
            var newline = combined?.read(bytes, from: start, &clock, into: &record)
            if newline == nil {
                record = Record()
                record.line = index
                record.time = times.isEmpty ? Record.noTime : times[Int(index)]
                newline = readStraight(bytes, from: start, &clock, into: &record)
            }
            guard let newline, newline - start <= limit else {
                break
            }
            batch.records.append(record)
            index &+= 1
            start = newline + 1
        }
        self.clock = clock
        batch.lines += batch.records.count - before
    }

    /// Reads the line at `start`; returns where its newline stands, or nil where it is no usual one.
    private mutating func readStraight(
        _ bytes: Span<UInt8>,
        from start: Int,
        _ clock: inout CommonLogTime,
        into record: inout Record
    ) -> Int? {
        guard start + template.prefix.count <= bytes.count,
            bytes.equals(template.prefix, inStartOf: start..<bytes.count)
        else {
            return nil
        }
        var progress = TemplateProgress(position: start + template.prefix.count)
        for index in 0..<template.steps.count {
            let step = template.steps[index]
            guard readStraightStep(step, bytes, &clock, &progress, &record) else {
                return nil
            }
        }
        let newline = bytes.firstIndex(of: UInt8(ascii: "\n"), in: progress.position..<bytes.count)
        guard newline < bytes.count, progress.complete(&record), record.time != Record.noTime else {
            return nil
        }
        record.knowsReferer = template.hasReferer
        if notesEscapesLater {
            record.noteEscaping(template.escaping, bytes)
        }
        return newline
    }

    /// Reads one field and the literal behind it; false where the line is no usual one.
    @inline(always)
    private mutating func readStraightStep(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        _ clock: inout CommonLogTime,
        _ progress: inout TemplateProgress,
        _ record: inout Record
    ) -> Bool {
        let start = progress.position
        let next: Int?
        switch step.field {
        case .commonTime:
            guard let time = clock.read(bytes, at: start, to: bytes.count) else {
                return false
            }
            record.time = time
            next = start + CommonLogTime.length
        case .status: next = record.setStatus(bytes, at: start, to: bytes.count)
        case .bytes, .wireBytes: next = record.setBytes(bytes, at: start, to: bytes.count)
        default:
            guard let end = endOfStraightField(step, bytes, from: start) else {
                return false
            }
            progress.position = end + Int(step.count)
            return set(step.field, bytes, start..<end, &progress, &record)
        }
        guard let next else {
            return false
        }
        if template.matches(step, bytes, at: next, to: bytes.count) {
            progress.position = next + Int(step.count)
            return true
        }
        progress.position = next
        return step.mayEndLine && next < bytes.count && bytes[next] == UInt8(ascii: "\n")
    }

    /// Where the literal of `step` stands; nil where something unusual stands before it.
    @inline(always)
    private func endOfStraightField(_ step: Template.Step, _ bytes: Span<UInt8>, from start: Int) -> Int? {
        let unusual = step.isQuoted ? UInt8(ascii: "\\") : step.first
        var index = start
        while let stop = bytes.firstStop(at: step.first, or: unusual, from: index), bytes[stop] == step.first {
            if template.matches(step, bytes, at: stop, to: bytes.count) {
                return stop
            }
            guard !step.isQuoted else {
                return nil
            }
            index = stop + 1
        }
        return nil
    }
}

extension Template {
    /// Whether ``TemplateReader/readRun(_:from:index:limit:times:into:)`` knows all fields.
    var canBeStraight: Bool {
        let fieldsFit = steps.allSatisfy { step in
            let isKnown =
                switch step.field {
                case .commonTime, .status, .bytes, .wireBytes: true
                default: !step.field.isTime
                }
            return isKnown && step.count > 0 && !step.mayBeQuoted && step.quoteFromEnd == 0
        }
        return fieldsFit && !steps.isEmpty && optionalFrom == .max && !isNoRequest
    }

    /// Whether an escape may stand in a line although no backslash stands in its quoted fields.
    var mayEscapeElsewhere: Bool {
        guard escaping != .none else {
            return false
        }
        return escaping.mark != UInt8(ascii: "\\")
            || steps.contains {
                !$0.isQuoted && ![.skip, .user, .client, .host].contains($0.field) && !$0.field.endsByItself
            }
    }
}
