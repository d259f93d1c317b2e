/// Reads lines by a ``Template``: the engine behind all text whose fields have their places.
///
/// All its methods are mutating, though most change nothing: for the others it would be copied at each line, and its
/// arrays counted.
struct TemplateReader: LineReader {
    let template: Template
    var clock = CommonLogTime()
    /// What is asked of the template for each line.
    let isStraight: Bool
    let notesEscapesLater: Bool
    let combined: CombinedRun?

    init(_ template: Template) {
        self.template = template
        isStraight = template.canBeStraight
        notesEscapesLater = template.mayEscapeElsewhere
        combined = CombinedRun(template)
    }

    @inline(always)
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        guard bytes.equals(template.prefix, inStartOf: line) else {
            return .reject(.notThisFormat, at: line.lowerBound)
        }
        var progress = TemplateProgress(position: line.lowerBound + template.prefix.count)
        var index = 0
        let count = template.steps.count
        while index < count {
            let step = template.steps[index]
            guard readStep(step, bytes, to: line.upperBound, &progress, &record) else {
                return .reject(progress.failure, at: progress.position)
            }
            index += 1
            if index >= template.optionalFrom, progress.position >= line.upperBound {
                break
            }
        }
        return finish(bytes, line, progress, &record)
    }

    /// Reads one field and the literal behind it; false where the line does not go on as it should.
    @inline(always)
    private mutating func readStep(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        to end: Int,
        _ progress: inout TemplateProgress,
        _ record: inout Record
    ) -> Bool {
        if step.field == .commonTime {
            let start = progress.position
            guard let time = clock.read(bytes, at: start, to: end),
                pass(step, bytes, at: start + CommonLogTime.length, to: end, &progress)
            else {
                progress.failure = .badTime
                return false
            }
            record.time = time
            progress.hasTime = true
            return true
        }
        if step.field.endsByItself, !step.mayBeQuoted {
            return readNumber(step, bytes, to: end, &progress, &record)
        }
        guard let field = delimit(step, bytes, to: end, &progress) else {
            progress.failure = failure(step, bytes, from: progress.position, to: end)
            return false
        }
        guard set(step.field, bytes, field, &progress, &record) else {
            progress.position = field.lowerBound
            return false
        }
        return true
    }

    /// Puts a field's range where the record wants it; false where the template does not take it.
    @inline(always)
    mutating func set(
        _ field: TemplateField,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ progress: inout TemplateProgress,
        _ record: inout Record
    ) -> Bool {
        if field == .user {
            progress.failure = .notThisFormat
            return !(template.refusesShiftedUser && bytes.starts(with: "- ", in: range))
        }
        guard progress.set(field, bytes, range, &record) else {
            return false
        }
        if field == .client, template.refusesAbsentClient, record.client.isEmpty {
            progress.failure = .notThisFormat
            return false
        }
        return true
    }

    /// Why the field that begins at `start` has no end.
    private mutating func failure(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int
    ) -> RejectReason {
        guard step.isQuoted else {
            return .tooFewFields
        }
        let quote = bytes.firstIndex(of: UInt8(ascii: "\""), in: start..<end)
        guard template.endsAtFirstQuote, quote < end else {
            return .unterminatedQuote
        }
        return quote + Int(step.count) > end ? .tooFewFields : .notThisFormat
    }

    /// Finds the end of a field, goes behind its literal, and returns the field.
    @inline(always)
    private mutating func delimit(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        to end: Int,
        _ progress: inout TemplateProgress
    ) -> Range<Int>? {
        let start = progress.position
        if step.mayBeQuoted, start < end, bytes[start] == UInt8(ascii: "\"") {
            return delimitOwnQuotes(step, bytes, to: end, &progress)
        }
        if step.count == 0 {
            progress.position = end
            return start..<end
        }
        if step.quoteFromEnd > 0 {
            return delimitFromEnd(step, bytes, to: end, &progress)
        }
        let found =
            step.isQuoted && template.escapesQuotes
            ? template.findUnescaped(step, bytes, from: start, to: end)
            : template.find(step, bytes, from: start, to: end)
        if let found {
            progress.position = found + Int(step.count)
            return start..<found
        }
        guard step.mayEndLine else {
            return nil
        }
        progress.position = end
        return start..<end
    }

    /// The same for a field behind which quotes are counted, since it may hold some itself; but quotes with a space
    /// between them part two fields.
    private mutating func delimitFromEnd(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        to end: Int,
        _ progress: inout TemplateProgress
    ) -> Range<Int>? {
        let start = progress.position
        var quote = end
        for _ in 0..<step.quoteFromEnd {
            guard let earlier = bytes.lastIndex(of: UInt8(ascii: "\""), in: start..<quote) else {
                return nil
            }
            quote = earlier
        }
        var inner = bytes.firstIndex(of: UInt8(ascii: "\""), in: start..<quote)
        while inner < quote {
            if bytes.starts(with: "\" \"", in: inner..<quote) {
                return nil
            }
            inner = bytes.firstIndex(of: UInt8(ascii: "\""), in: inner + 1..<quote)
        }
        guard template.matches(step, bytes, at: quote, to: end) else {
            return nil
        }
        progress.position = quote + Int(step.count)
        return start..<quote
    }

    /// The same for a field that brings its own quotes: the quote that ends it stands before the literal.
    private mutating func delimitOwnQuotes(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        to end: Int,
        _ progress: inout TemplateProgress
    ) -> Range<Int>? {
        let start = progress.position + 1
        var index = start
        while true {
            index = bytes.firstIndex(of: UInt8(ascii: "\""), in: index..<end)
            if index == end {
                return nil
            }
            if index + 1 == end, step.mayEndLine {
                progress.position = end
                return start..<index
            }
            if template.matches(step, bytes, at: index + 1, to: end) {
                progress.position = index + 1 + Int(step.count)
                return start..<index
            }
            index += 1
        }
    }

    /// Goes behind the literal of `step`, which must stand at `offset`.
    @inline(always)
    private mutating func pass(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        at offset: Int,
        to end: Int,
        _ progress: inout TemplateProgress
    ) -> Bool {
        if template.matches(step, bytes, at: offset, to: end), step.count > 0 || offset == end {
            progress.position = offset + Int(step.count)
            return true
        }
        if step.mayEndLine, offset == end {
            progress.position = end
            return true
        }
        return false
    }

    /// Reads a field whose own bytes say where it ends.
    private mutating func readNumber(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        to end: Int,
        _ progress: inout TemplateProgress,
        _ record: inout Record
    ) -> Bool {
        let start = progress.position
        let next: Int?
        switch step.field {
        case .status:
            progress.failure = .badStatus
            next = record.setStatus(bytes, at: start, to: end)
        case .bytes, .wireBytes:
            progress.failure = .badBytes
            next = record.setBytes(bytes, at: start, to: end)
        default:
            progress.failure = .badTime
            next = progress.readTime(step.field, before: step.count > 0 ? step.first : 0, bytes, start..<end, &record)
        }
        // Parts of a time may follow each other with nothing between.
        if let next, step.field.isTimePart, step.count == 0, !step.mayEndLine {
            progress.position = next
            return true
        }
        guard let next, pass(step, bytes, at: next, to: end, &progress) else {
            if next == end {
                progress.failure = .tooFewFields
            }
            return false
        }
        return true
    }

    /// What can be said only when the whole line is read.
    @inline(always)
    private mutating func finish(
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        _ progress: TemplateProgress,
        _ record: inout Record
    ) -> LineOutcome {
        record.knowsReferer = template.hasReferer
        if template.hasTimeParts, !progress.hasTime {
            guard let time = progress.parts.time else {
                return .reject(.badTime, at: progress.position)
            }
            record.time = time
        }
        guard !template.isNoRequest, progress.complete(&record) else {
            return .skipped
        }
        guard record.time != Record.noTime else {
            return .reject(.noTime, at: line.lowerBound)
        }
        record.noteEscaping(template.escaping, bytes)
        return .record
    }
}
