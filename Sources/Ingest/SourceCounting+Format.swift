import AccessLogs
import Foundation
import Registry
import Store

extension SourceCounting {
    /// The formats that are tried on a source whose format nobody named.
    var formats: [LogFormat] {
        guard let own = ownJSON else { return LogFormat.table }
        // A map that somebody wrote says more than the names that are usual.
        return [own] + LogFormat.table.filter { $0.name != own.name }
    }

    /// The format `json` by the configuration's map of fields.
    private var ownJSON: LogFormat? { settings.jsonFields.map { LogFormat.json(fields: $0.paths) } }

    /// When the source was written last, as far as that can be told: it gives times without a year theirs.
    var lastChange: Int64 {
        FileMark(path: path).map { $0.modified / 1_000_000_000 } ?? Int64(Date().timeIntervalSince1970)
    }

    /// Finds the format, and makes a counter for it; nil where there is no line to find it from.
    ///
    /// - Parameter learned: what the sources before have taught; taken, and left empty.
    func counter(for lines: inout Lines, _ learned: inout Learned?) throws(SourceError) -> LineCounter? {
        guard let format = try format(of: &lines) else { return nil }
        guard format.hasHost || settings.host != nil else {
            throw SourceError(
                .noHost,
                "\(path): the format \(format.name) does not say which host was asked. Name it with --host, for "
                    + "instance --host \(settings.rules.first?.host ?? "registry.example.com")."
            )
        }
        let vantage = settings.vantage ?? Vantage(ofFormat: format.name)
        // Taken out, so that nobody else holds what grows here.
        let earlier = learned.take().flatMap { $0.vantage == vantage && !$0.isTooLarge ? $0 : nil }
        return LineCounter(
            format: format,
            lineLimit: lineLimit,
            lastChange: lastChange,
            learned: earlier ?? Learned(Rules(settings, key: key), vantage: vantage),
            memory: memory
        )
    }

    private func format(of lines: inout Lines) throws(SourceError) -> LogFormat? {
        switch try detection(of: &lines) {
        case .found(let finding): finding.format
        case .noLines: nil
        case .refused(let refusal):
            throw SourceError(.unknownFormat, "\(path): \(refusal.text). \(refusal.wayOut)")
        case .unknown(let guesses): throw unknownFormat(guesses)
        }
    }

    /// What the first lines say of the format. One that was named is taken, and only what wraps its lines is looked for.
    func detection(of lines: inout Lines) throws(SourceError) -> Detection {
        let named = try namedFormat()
        let tried = named.map { [$0] } ?? formats
        let lastChange = lastChange
        var head = try lines.peek(1 << 16)
        var detection = Detection.detect(lines.buffer.span.extracting(head), among: tried, lastChange: lastChange)
        if case .noLines = detection, named == nil {
            head = try lines.peek(.max)
            detection = Detection.detect(lines.buffer.span.extracting(head), among: tried, lastChange: lastChange)
        }
        if let named {
            guard case .found = detection else {
                return .found(Detection.Finding(format: named, read: 0, lines: 0))
            }
        }
        return detection
    }

    private func namedFormat() throws(SourceError) -> LogFormat? {
        guard let option = settings.format else { return nil }
        if let own = ownJSON, own.name == option { return own }
        do {
            return try LogFormat(option: option)
        } catch {
            throw SourceError(.unknownFormat, "--format: \(error)")
        }
    }

    private func unknownFormat(_ guesses: [Detection.Guess]) -> SourceError {
        let tried = guesses.map {
            "\($0.format.name) reads \($0.read) of \($0.lines) (line \($0.line), byte \($0.position): \($0.reason.text))"
        }
        return SourceError(
            .unknownFormat,
            "\(path): no known format fits its first lines. Nearest: \(tried.joined(separator: "; ")). See what each line "
                + "says with ebb explain, and name a format with --format, or give the server's own log_format or LogFormat "
                + "there."
        )
    }
}

extension Vantage {
    /// Where a log of this format is written, unless somebody says otherwise.
    init(ofFormat name: String) {
        self =
            switch name {
            case "alb", "azure-frontdoor", "cloudflare", "cloudfront", "fastly-json", "fastly-pipe", "google-lb": .edge
            case "artifactory", "distribution", "distribution-json", "gitlab-registry", "nexus": .origin
            case "gcs-usage", "s3-access": .backend
            default: .front
            }
    }
}
