import Registry
import Store

/// The overview as Markdown, for a mail, an issue or a wiki.
struct MarkdownSummary {
    private let desk: Desk
    private let overview: Overview

    init(_ desk: Desk) throws {
        self.desk = desk
        overview = try Overview(desk)
    }

    var text: String {
        get throws {
            var parts = [
                "# " + Markdown.prose(desk.context.migration.name),
                "**" + Markdown.prose(overview.headline.sentence) + "**",
            ]
            parts += overview.headline.standfirst.map(Markdown.prose)
            if overview.hasData {
                parts += ["## Endpoints, " + Markdown.prose(desk.rangeInWords) + ", UTC", try endpoints]
                parts.append("## Who is left at " + Markdown.prose(overview.old))
                parts += overview.leftovers.flatMap(section)
                if let outage = overview.outage {
                    parts += ["## If we switched off today", Markdown.prose(outage.lead)]
                }
                parts += ["## Images that changed this week", changes]
            }
            parts.append(foot)
            return parts.joined(separator: "\n\n") + "\n"
        }
    }

    private var endpoints: String {
        get throws {
            let answer = try desk.ask(desk.query(.summary))
            let columns = answer.columns.indices.filter { column in
                column < 2 || answer.rows.contains { $0[column] != .null }
            }
            let rows = answer.rows.map { row in columns.map { cell(row[$0], answer.columns[$0].unit) } }
            let numbers = Set(columns.indices.filter { answer.columns[columns[$0]].isNumber })
            return Markdown.table(columns.map { answer.columns[$0].words }, numbers: numbers, rows)
        }
    }

    private func cell(_ cell: Answer.Cell, _ unit: Answer.Unit) -> String {
        switch cell {
        case .text(let text): Markdown.code(text)
        case .integer(let value): unit == .bytes ? Number.bytes(value) : Number.count(value)
        case .real(let value): Number.decimal(value, places: 1)
        case .share(let value): Number.share(value)
        case .money(let value): Number.money(value)
        case .null, .flag, .time, .texts, .samples: "–"
        }
    }

    private func section(_ leftover: Leftover) -> [String] {
        let heading = "### " + leftover.title
        guard !leftover.isEmpty else { return [heading, Markdown.prose(leftover.reason)] }
        let rows = leftover.entries.map { entry in
            [Markdown.code(entry.name), Number.count(entry.requests), entry.share.map(Number.share) ?? "–"]
        }
        return [heading, Markdown.table(["name", "requests", "share"], numbers: [1, 2], rows)]
    }

    private var changes: String {
        if let reason = overview.changes.reason { return Markdown.prose(reason) }
        return overview.changes.groups.map { group in
            let names = group.names.map { Markdown.code($0.text) } + [group.more].compactMap(\.self)
            let list = names.isEmpty ? "" : ": " + names.joined(separator: ", ")
            return "- \(group.title) (\(group.rule)): \(group.count)\(list)"
        }.joined(separator: "\n")
    }

    private var foot: String {
        let last = desk.lastIngest.map { Markdown.prose(timestamp($0)) } ?? "none yet"
        return """
            A pull is \(desk.definition.meaning) (definition “\(desk.definition.rawValue)”). \
            Last ingest: \(last). Made by Ebb \(Markdown.prose(desk.context.version)).
            """
    }
}
