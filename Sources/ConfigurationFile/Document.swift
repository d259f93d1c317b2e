import Registry
import Yams

/// A text as one YAML document.
///
/// Read as a tree and not through Codable, since only the tree knows lines and columns.
struct Document {
    let root: Element

    init(yaml: String, file: String) throws(ConfigurationError) {
        let root: Node?
        let second: Node?
        do {
            let parser = try Parser(yaml: yaml, encoding: .utf8)
            root = try parser.nextRoot()
            second = try parser.nextRoot()
        } catch {
            throw Self.error(error, yaml: yaml, file: file)
        }
        if let second {
            throw Element(node: second, file: file).error(
                "a second document begins",
                "One file holds one configuration: take away the line `---` and what follows it."
            )
        }
        guard let root, root.null == nil else {
            throw ConfigurationError(
                file: file,
                line: 1,
                column: 1,
                problem: "the file is empty",
                remedy: "Write `migration:` or `privacy:`, or use no file: that is the preset "
                    + "`\(Migration.presetNames[0])`."
            )
        }
        self.root = Element(node: root, file: file)
    }

    private static func error(_ error: any Error, yaml: String, file: String) -> ConfigurationError {
        func at(_ mark: Mark, _ problem: String, _ remedy: String) -> ConfigurationError {
            ConfigurationError(file: file, line: mark.line, column: mark.column, problem: problem, remedy: remedy)
        }
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            if scalar(at: mark, in: yaml) == "\t" {
                return at(mark, "a tab stands where YAML wants spaces", "Indent with spaces.")
            }
            let broken = [context?.text, problem].compactMap { $0 }.joined(separator: ", ")
            return at(
                mark,
                "this is not YAML (\(broken))",
                "Look at the line before it too: quotes, colons, indentation."
            )
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            return at(context.mark, "the key `\(key)` stands here and again further down", "Keep one of them.")
        case YamlError.reader(let problem, let offset, _, _):
            let before = yaml.prefix(offset ?? 0).unicodeScalars
            let line = before.split(separator: "\n", omittingEmptySubsequences: false)
            let remedy = "Save the file as UTF-8 text, without control characters."
            return ConfigurationError(
                file: file,
                line: max(line.count, 1),
                column: (line.last?.count ?? 0) + 1,
                problem: "this is not text (\(problem))",
                remedy: remedy
            )
        default:
            return ConfigurationError(
                file: file,
                line: 1,
                column: 1,
                problem: "the file cannot be read as YAML (\(error))",
                remedy: "Compare it with the example in the documentation."
            )
        }
    }

    private static func scalar(at mark: Mark, in yaml: String) -> Unicode.Scalar? {
        let lines = yaml.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(mark.line - 1) else { return nil }
        return lines[mark.line - 1].dropFirst(mark.column - 1).first
    }
}
