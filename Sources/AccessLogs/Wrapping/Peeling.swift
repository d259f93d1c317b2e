/// What was found before a line, or around it.
struct Peeled: BitwiseCopyable {
    /// Where the line within begins.
    var start: Int
    /// When it was written, in seconds since 1970; ``Record/noTime`` where the layer does not say.
    var time = Record.noTime
    /// Whether the line goes on in the next one of its stream.
    var isPartial = false
    /// Which of two streams it belongs to.
    var isError = false
}

extension Span where Element == UInt8 {
    /// Peels `2026-11-22T14:11:16.855277499Z stdout F ` off.
    ///
    /// https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md
    func containerPrefix(of line: Range<Int>) -> Peeled? {
        guard let stamp = stampPrefix(of: line), line.upperBound - stamp.start >= 9 else {
            return nil
        }
        let isError = starts(with: "stderr ", in: stamp.start..<line.upperBound)
        guard isError || starts(with: "stdout ", in: stamp.start..<line.upperBound) else {
            return nil
        }
        let flag = self[stamp.start + 7]
        guard flag == UInt8(ascii: "F") || flag == UInt8(ascii: "P"), self[stamp.start + 8] == UInt8(ascii: " ") else {
            return nil
        }
        return Peeled(start: stamp.start + 9, time: stamp.time, isPartial: flag == UInt8(ascii: "P"), isError: isError)
    }

    /// Peels `2026-11-22T14:11:16.855277499Z ` off: with a `T`, and with a zone.
    func stampPrefix(of line: Range<Int>) -> Peeled? {
        guard line.count > 20, self[line.lowerBound + 10] == UInt8(ascii: "T"),
            let time = isoTime(at: line.lowerBound, to: line.upperBound), time.end < line.upperBound,
            self[time.end] == UInt8(ascii: " "), self[time.end - 1] != UInt8(ascii: " "),
            self[time.end - 1] == UInt8(ascii: "Z") || hasOffset(before: time.end, after: line.lowerBound + 19)
        else {
            return nil
        }
        return Peeled(start: time.end + 1, time: time.instant.seconds)
    }

    private func hasOffset(before end: Int, after start: Int) -> Bool {
        (start..<end).contains { self[$0] == UInt8(ascii: "+") || self[$0] == UInt8(ascii: "-") }
    }

    /// Peels `registry-1  | ` or `[pod/registry-0/registry] ` off.
    func namePrefix(of line: Range<Int>) -> Peeled? {
        if starts(with: "[pod/", in: line) {
            let end = firstIndex(of: UInt8(ascii: "]"), or: UInt8(ascii: " "), in: line)
            guard end + 1 < line.upperBound, self[end] == UInt8(ascii: "]"), self[end + 1] == UInt8(ascii: " ") else {
                return nil
            }
            return Peeled(start: end + 2)
        }
        var index = line.lowerBound
        while index < line.upperBound, isNamePart(self[index]) {
            index += 1
        }
        guard index > line.lowerBound else {
            return nil
        }
        let spaces = index
        while index < line.upperBound, self[index] == UInt8(ascii: " ") {
            index += 1
        }
        guard index > spaces, index < line.upperBound, self[index] == UInt8(ascii: "|") else {
            return nil
        }
        // Compose writes the bar alone where the line is empty.
        let hasSpace = index + 1 < line.upperBound && self[index + 1] == UInt8(ascii: " ")
        guard hasSpace || index + 1 == line.upperBound else {
            return nil
        }
        return Peeled(start: index + (hasSpace ? 2 : 1))
    }

    /// Passes over text before a JSON object, `foo: {"`. A time at its head is taken.
    func preamble(of line: Range<Int>) -> Peeled? {
        let brace = firstIndex(of: UInt8(ascii: "{"), or: UInt8(ascii: "\""), in: line)
        guard brace > line.lowerBound, brace + 1 < line.upperBound, self[brace] == UInt8(ascii: "{"),
            self[brace + 1] == UInt8(ascii: "\""), self[brace - 1] == UInt8(ascii: " ") || self[brace - 1] == 0x09
        else {
            return nil
        }
        return Peeled(start: brace, time: headTime(in: line.lowerBound..<brace) ?? Record.noTime)
    }

    private func headTime(in range: Range<Int>) -> Int64? {
        slashedTime(at: range.lowerBound, to: range.upperBound)?.seconds
            ?? isoTime(at: range.lowerBound, to: range.upperBound)?.instant.seconds
    }
}

private func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
        true
    default: false
    }
}
