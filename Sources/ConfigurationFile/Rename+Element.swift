import Registry

extension Migration {
    /// Reads `renames`.
    static func renames(_ element: Element?) throws(ConfigurationError) -> [Rename] {
        var renames: [Rename] = []
        var seen: [String] = []
        for element in try element?.list(of: "a rename") ?? [] {
            let section = try element.section("a rename", keys: kinds + ["to"])
            let given = kinds.filter { section[$0] != nil }
            guard given.count == 1, let kind = given.first, let source = section[kind] else {
                throw element.error(
                    given.isEmpty ? "a rename does not say of what" : "a rename has \(Spelling.list(given)) at once",
                    "Write one of \(Spelling.list(kinds)) in each."
                )
            }
            let from = try source.text()
            guard !seen.contains(kind + from) else {
                throw source.error("`\(from)` is renamed twice", "Take one of the two renames away.")
            }
            seen.append(kind + from)
            renames.append(try rename(kind, from, source, section))
        }
        return renames
    }

    private static let kinds = ["from", "prefix", "pattern", "gone"]

    private static func rename(
        _ kind: String,
        _ from: String,
        _ source: Element,
        _ section: Section
    ) throws(ConfigurationError) -> Rename {
        let isPattern = kind == "pattern" || kind == "gone"
        guard isName(from, withStars: isPattern) else { throw noName(source, from, withStars: isPattern) }
        if kind == "gone" {
            if let to = section["to"] {
                throw to.error("what is gone has no new name", "Take `to` away, or write `from` instead of `gone`.")
            }
            return .gone(from)
        }
        let target = try section.required("to", remedy: "Write `to:` and the new name, or `gone:` if there is none.")
        let to = kind == "prefix" ? try target.string() : try target.text()
        let mayBeEmpty = kind == "prefix" && to.isEmpty
        guard mayBeEmpty || isName(to, withStars: kind == "pattern") else {
            throw noName(target, to, withStars: kind == "pattern")
        }
        switch kind {
        case "from": return .exact(from: from, to: to)
        case "prefix": return .prefix(from: from, to: to)
        default:
            guard from.contains("*") else {
                throw source.error("`pattern` of a rename holds no `*`", "Write `from` for one repository.")
            }
            guard to.count(where: { $0 == "*" }) <= from.count(where: { $0 == "*" }) else {
                throw target.error("`to` holds more `*` than `pattern`", "Each `*` of `to` takes one of `pattern`.")
            }
            return .pattern(pattern: from, to: to)
        }
    }

    private static func isName(_ text: String, withStars: Bool) -> Bool {
        guard withStars else { return Grammar.isName(text) }
        return !text.contains("**") && Grammar.isName(String(text.map { $0 == "*" ? "x" : $0 }))
    }

    private static func noName(_ element: Element, _ text: String, withStars: Bool) -> ConfigurationError {
        element.error(
            "\(element.name), `\(text)`, is no repository name",
            "Write lower-case letters and digits, with single `.`, `_`, `-` or `/` between them"
                + (withStars ? ", and single `*` for any text." : ".")
        )
    }
}
