import Yams

/// A value of the document, with the words to complain about it.
struct Element {
    let node: Node
    let file: String
    /// What it is to a reader: `` `role` of an endpoint ``.
    var name = "the configuration"

    /// An error that points at this value.
    func error(_ problem: String, _ remedy: String) -> ConfigurationError {
        ConfigurationError(
            file: file,
            line: node.mark?.line ?? 1,
            column: node.mark?.column ?? 1,
            problem: problem,
            remedy: remedy
        )
    }

    /// A text of one line that is not empty.
    func text() throws(ConfigurationError) -> String {
        let text = try string()
        guard !text.isEmpty else { throw error("\(name) is empty", "Write a text, or take the line away.") }
        guard text.first?.isWhitespace == false, text.last?.isWhitespace == false,
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else {
            throw error("\(name) begins or ends with a space, or holds a line break", "Write one line of text.")
        }
        guard text.unicodeScalars.count <= 255 else {
            throw error("\(name) is longer than 255 characters", "Shorten it.")
        }
        return text
    }

    /// A text that may be empty.
    func string() throws(ConfigurationError) -> String {
        guard let scalar = node.scalar, node.tag != Tag(.null) else {
            throw error("\(name) must be text, but is \(kind)", "Write one text.")
        }
        // A date is text as well: nothing here is a date and not a text.
        guard node.tag == Tag(.str) || node.tag == Tag(.timestamp) else {
            throw error(
                "\(name) must be text, but `\(scalar.string)` is \(kind) to YAML",
                "Put it in quotes if it is meant so."
            )
        }
        return scalar.string
    }

    /// A text as it stands, whether YAML takes it for text, a number or a truth value.
    func word() throws(ConfigurationError) -> String {
        if let scalar = node.scalar, node.tag != Tag(.null) { return scalar.string }
        return try string()
    }

    func integer(in range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
        guard case .scalar(let scalar) = node, node.tag == Tag(.int), let number = Int(scalar.string),
            range.contains(number)
        else {
            let found = node.scalar.map { "\(node.tag == Tag(.str) ? "the text " : "")`\($0.string)`" } ?? kind
            throw error(
                "\(name) must be a whole number, but is \(found)",
                "Write a number from \(range.lowerBound) to \(range.upperBound), in digits and without quotes."
            )
        }
        return number
    }

    /// One of a few words.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) throws(ConfigurationError) -> Choice where Choice.RawValue == String {
        let text = try word()
        if let choice = Choice(rawValue: text) { return choice }
        throw error(
            "\(name) cannot be `\(text)`",
            Spelling.advice(for: text, among: Choice.allCases.map(\.rawValue))
        )
    }

    /// Whether it is a list.
    var isList: Bool { node.sequence != nil }

    /// A list with at least one value.
    func list(of name: String) throws(ConfigurationError) -> [Element] {
        guard case .sequence(let sequence) = node, !sequence.isEmpty else {
            let found = node.sequence == nil ? kind : "empty"
            throw error("\(self.name) must be a list, but is \(found)", "Write `- ` before each value, one a line.")
        }
        return sequence.map { Element(node: $0, file: file, name: name) }
    }

    /// A mapping with none but the given keys.
    func section(_ name: String, keys: [String]) throws(ConfigurationError) -> Section {
        guard case .mapping(let mapping) = node else {
            throw error(
                "\(name) must be a mapping, but is \(kind)",
                "Write `key: value` lines; the keys are \(Spelling.list(keys))."
            )
        }
        var values: [String: Element] = [:]
        for (key, value) in mapping {
            let keyElement = Element(node: key, file: file, name: "a key of \(name)")
            let text = try keyElement.string()
            guard keys.contains(text) else {
                throw keyElement.error("unknown key `\(text)` in \(name)", Spelling.advice(for: text, among: keys))
            }
            values[text] = Element(node: value, file: file, name: "`\(text)` of \(name)")
        }
        return Section(element: self, name: name, values: values)
    }

    /// What the value is, in a reader's words.
    private var kind: String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        case .scalar:
            switch node.tag {
            case Tag(.str): "text"
            case Tag(.null): "nothing"
            case Tag(.bool): "true or false"
            case Tag(.int), Tag(.float): "a number"
            case Tag(.merge): "a merge key"
            default: "of another type"
            }
        }
    }
}
