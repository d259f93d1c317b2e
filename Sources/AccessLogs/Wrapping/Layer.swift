/// What a program on a line's way put around it.
package enum Layer: String, BitwiseCopyable, Sendable, CaseIterable {
    /// `<134>Nov 22 14:11:16 host app[7]: LINE`, in RFC 3164, RFC 5424 and what lies between.
    case syslog
    /// `2026-11-22T14:11:16.855277499Z stdout F LINE`: a container runtime's file under Kubernetes.
    case container = "cri"
    /// `registry-1  | LINE`: docker compose; `[pod/registry-0/registry] LINE`: kubectl with --prefix.
    case name = "compose"
    /// `2026-11-22T14:11:16.855277499Z LINE`: docker and kubectl with --timestamps.
    case stamp = "timestamp"
    /// `{"log":"LINE\n","stream":"stdout","time":"…"}`: one JSON object a line that holds the line, as Docker's
    /// json-file driver, `journalctl -o json`, Cloud Logging and Fluent Bit write it.
    case box = "json"
    /// `MESSAGE=LINE` among other fields, one a line: `journalctl -o export`.
    case journal
    /// Any other text before a JSON object.
    case preamble

    /// The layer around most lines of a sample, inside of others, and whether those are half of all; nil where there is
    /// none.
    static func outermost(of sample: Span<UInt8>, within layers: [Layer]) -> (layer: Layer, isUsual: Bool)? {
        var lines = Unwrapped()
        var unwrapper = Unwrapper(layers, lastChange: nil)
        unwrapper.unwrap(sample, into: &lines)
        var best: (layer: Layer, lines: Int)?
        for layer in allCases {
            var next = Unwrapper([layer], lastChange: nil)
            let opened = next.countOpened(lines.bytes.span)
            if opened > best?.lines ?? 0 {
                best = (layer, opened)
            }
        }
        return best.map { ($0.layer, $0.layer == .journal || $0.lines * 2 >= lines.lineCount) }
    }
}
