import AccessLogs
import Foundation
import Ingest
import Registry
import Store

/// What Ebb reads in a log's lines, for people and for programs.
struct ExplainOutput {
    private let explanation: Explanation
    private let path: String
    private let host: String?

    init(_ explanation: Explanation, path: String, host: String?) {
        self.explanation = explanation
        self.path = path
        self.host = host
    }

    /// For people; lines end with a newline.
    func text(hasColour: Bool) -> String {
        var lines = ["\(printable(path)): \(detection)"]
        if !explanation.format.hasHost {
            let way = host.map { "\(printable($0)) is taken (--host)" } ?? "give it with --host"
            lines.append("Its lines do not say which host was asked: \(way).")
        }
        lines.append(counts)
        for line in explanation.lines {
            let title = "line \(Figure.count(line.number)), byte \(Figure.count(line.byte)): \(line.fateInWords)"
            lines += ["", hasColour ? "\u{1B}[1m\(title)\u{1B}[0m" : title]
            if !line.text.isEmpty { lines += shown(line) }
            let width = line.details.map(\.name.count).max() ?? 0
            for (name, value) in line.details {
                let space = String(repeating: " ", count: width - name.count + 2)
                lines.append("    \(name)\(space)\(printable(value))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var detection: String {
        let layers = explanation.format.layers.reversed().map(\.inWords)
        let within = layers.isEmpty ? "" : ", inside " + layers.joined(separator: ", inside ")
        switch explanation.detection {
        case .found(let finding) where finding.lines == 0:
            return "read as \(finding.format.name)\(within)."
        case .found(let finding):
            let next =
                finding.next.flatMap { $0.read < finding.read ? $0 : nil }.map {
                    "; next best is \($0.format.name) with \(Figure.count(Int64($0.read)))"
                } ?? ""
            return
                "the format is \(finding.format.name)\(within). It reads \(Figure.count(Int64(finding.read))) of the first "
                + "\(Figure.count(Int64(finding.lines), "line")) that could be requests\(next)."
        case .unknown(let guesses):
            let tried = guesses.map {
                "\($0.format.name) (reads \(Figure.count(Int64($0.read))) of \(Figure.count(Int64($0.lines), "line")))"
            }
            return
                "no known format fits. Nearest: \(tried.joined(separator: ", ")). Below, it is read as the first of them. "
                + "Name a format with --format, or give the server's own log_format or LogFormat there."
        case .noLines, .refused:
            return ""
        }
    }

    private var counts: String {
        let total = explanation.counts.reduce(0) { $0 + $1.count }
        let parts = explanation.counts.sorted { $0.count > $1.count }
            .map { "\(Figure.count(Int64($0.count))) \($0.fate.inWords)" }
        let isAll = total < Explainer.limit
        return "\(isAll ? "" : "The first ")\(Figure.count(Int64(total), "line")): \(parts.joined(separator: ", "))."
    }

    /// The line, or the part of a long one around the byte that is wrong, and a mark under that byte.
    private func shown(_ line: Explanation.Line) -> [String] {
        let limit = 400
        let text = printable(line.text)
        let start = text.count > limit ? max(0, min(line.position - limit / 2, text.count - limit)) : 0
        let part = text.dropFirst(start).prefix(limit)
        let shown = "  " + (start > 0 ? "…" : "") + part + (start + limit < text.count ? "…" : "")
        // Where characters are more than a byte, or shown as more than one, the mark would stand elsewhere.
        guard case .rejected = line.fate, start == 0, line.position < part.count,
            text.utf8.count == line.text.utf8.count,
            text.count == line.text.utf8.count
        else { return [shown] }
        return [shown, String(repeating: " ", count: line.position + 2) + "^"]
    }

    /// JSON whose characters can be looked at on a terminal: the others escaped.
    private static func visible(_ json: String) -> String {
        var result = ""
        for scalar in json.unicodeScalars {
            if scalar.isUnseen, scalar != "\n" {
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// For programs.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try? encoder.encode(ExplainDocument(explanation, path: path))
        return data.map { Self.visible(String(decoding: $0, as: UTF8.self)) + "\n" } ?? ""
    }
}

extension Layer {
    fileprivate var inWords: String {
        switch self {
        case .syslog: "syslog"
        case .container: "a container runtime's log (CRI)"
        case .name: "names of containers"
        case .stamp: "timestamps"
        case .box: "JSON objects that hold the lines"
        case .journal: "journald's export"
        case .preamble: "text before JSON"
        }
    }
}

extension Explanation.Fate {
    fileprivate var inWords: String {
        switch self {
        case .counted: "counted"
        case .unrelated: "unrelated"
        case .rejected(let reason): "rejected (\(reason.text))"
        case .skipped: "skipped"
        }
    }
}

extension Explanation.Line {
    fileprivate var fateInWords: String {
        switch fate {
        case .counted: "counted"
        case .unrelated where fields?.host.isEmpty == true:
            "unrelated: it does not say which host was asked; give --host"
        case .unrelated:
            "unrelated: no endpoint of the configuration claims it (host \"\(printable(fields?.host ?? ""))\")"
        case .rejected(let reason): "rejected: \(reason.text), at byte \(Figure.count(Int64(position))) of the line"
        case .skipped where text.isEmpty: "skipped: blank"
        case .skipped where text.hasPrefix("#"): "skipped: a comment or header"
        case .skipped: "skipped: no request (a message, a header), or the repeat of one that another line holds"
        }
    }

    /// What there is to say of the line, in rows.
    fileprivate var details: [(name: String, value: String)] {
        guard let fields else { return [] }
        var rows: [(String, String)] = [
            ("time", timestampInWords(fields.time)),
            (
                "client",
                fields.client.orDash
                    + (meaning.map { $0.client == fields.client || $0.client.isEmpty ? "" : ", kept as \($0.client)" }
                        ?? "")
            ),
        ]
        if !fields.forwardedFor.isEmpty { rows.append(("forwarded for", fields.forwardedFor)) }
        rows += [
            ("host", fields.host.orDash), ("method", fields.method.orDash), ("path", fields.path.orDash),
        ]
        if !fields.query.isEmpty { rows.append(("query", fields.query)) }
        rows += [
            ("status", fields.status == 0 ? "–" : "\(fields.status)"),
            ("bytes", fields.bytes < 0 ? "–" : Figure.count(fields.bytes)),
            ("referer", fields.referer.orDash), ("user agent", fields.userAgent.orDash),
        ]
        if fields.count != 1 { rows.append(("stands for", Figure.count(Int64(fields.count), "request"))) }
        return rows + (meaning.map(details) ?? [])
    }

    private func details(_ meaning: Explanation.Meaning) -> [(String, String)] {
        let request = meaning.request
        let tool = [meaning.tool.family, meaning.tool.version].filter { !$0.isEmpty }.joined(separator: " ")
        var rows = [
            ("endpoint", meaning.endpoint.map { "\($0.name) (\($0.role.rawValue))" } ?? "none"),
            ("operation", "\(request.operation)\(meaning.isPull ? ", a pull (definition: manifest)" : "")"),
            ("outcome", "\(meaning.outcome)"), ("repository", meaning.repository.orDash),
        ]
        if !request.reference.isEmpty { rows.append(("reference", "\(request.reference) (\(request.referenceKind))")) }
        rows.append(("tool", tool))
        if meaning.endpoint?.role == .current { rows.append(("via", "\(meaning.via)")) }
        return rows
    }

    private func timestampInWords(_ time: Int64) -> String {
        timestamp(time).replacing("T", with: " ").replacing("Z", with: " UTC")
    }
}

extension String {
    fileprivate var orDash: String { isEmpty ? "–" : self }
}
