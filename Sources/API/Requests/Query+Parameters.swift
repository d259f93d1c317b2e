import HTTPTypes
import Registry
import Store

extension Query {
    /// Rows that one answer over HTTP has at most. Whoever wants all of them pages on.
    static let mostRows = 10_000

    /// Reads a question from the parameters of a request. What the answer takes is checked here, with the limits that
    /// hold for strangers; what the values mean is the store's to check.
    init(_ kind: Kind, _ parameters: Parameters) throws(Problem) {
        self.init(kind)
        for (name, value) in parameters.pairs where name != "format" {
            guard let filter = Filter(rawValue: name), kind.filters.contains(filter) else {
                throw Problem(
                    .badRequest,
                    "\(kind.rawValue) takes no parameter \(name.shortened).",
                    available: kind.filters.map(\.rawValue) + ["format"]
                )
            }
            guard !value.isEmpty else {
                throw Problem(.badRequest, "The parameter \(name) is empty. Leave it out, or give it a value.")
            }
            guard value.unicodeScalars.count <= filter.length else {
                throw Problem(.badRequest, "The parameter \(name) is longer than \(filter.length) characters.")
            }
            try set(filter, to: value)
        }
    }

    private mutating func set(_ filter: Filter, to value: String) throws(Problem) {
        switch filter {
        case .from: from = try Self.day(value, filter)
        case .to: to = try Self.day(value, filter)
        case .endpoint: endpoint = value
        case .repository: repository = value
        case .client: client = value
        case .tool: tool = value
        case .state: state = try Self.choice(value, filter, StragglerState.allCases.map { ($0.rawValue, $0) })
        case .without:
            for name in value.split(separator: ",", omittingEmptySubsequences: false) {
                without.insert(try Self.choice(String(name), filter, Exclusion.allCases.map { ($0.rawValue, $0) }))
            }
        case .definition:
            definition = try Self.choice(value, filter, PullDefinition.allCases.map { ($0.rawValue, $0) })
        case .compare: compare = try Self.choice(value, filter, [("true", true), ("false", false)])
        case .by: step = try Self.choice(value, filter, Step.allCases.map { ($0.rawValue, $0) })
        case .byTag: byTag = try Self.choice(value, filter, [("true", true), ("false", false)])
        case .per: per = try Self.choice(value, filter, Per.allCases.map { ($0.rawValue, $0) })
        case .measure: measure = try Self.choice(value, filter, Measure.allCases.map { ($0.rawValue, $0) })
        case .whatIf: whatIf = value
        case .threshold: threshold = try Self.threshold(value)
        case .sort: sort = value
        case .limit: limit = try Self.limit(value)
        case .after: after = value
        }
    }

    private static func day(_ text: String, _ filter: Filter) throws(Problem) -> Day {
        guard let day = Day(text) else {
            throw Problem(
                .badRequest,
                "\(filter.rawValue)=\(text.shortened) is no day. Write year, month and day in UTC, as in 2023-03-20."
            )
        }
        return day
    }

    private static func threshold(_ text: String) throws(Problem) -> Double {
        // A number as JSON writes it: Swift would take 0x1 and inf as well.
        guard text.utf8.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }), let number = Double(text),
            thresholds.contains(number)
        else {
            throw Problem(.badRequest, "threshold=\(text.shortened) is no number of percent from 0.01 to 99, as in 1.")
        }
        return number
    }

    private static func limit(_ text: String) throws(Problem) -> Int {
        guard text.utf8.allSatisfy({ 48...57 ~= $0 }), let number = Int(text), number <= mostRows else {
            throw Problem(
                .badRequest,
                "limit=\(text.shortened) is no number from 0 (as many as one answer may have) to 10,000. An answer "
                    + "says under next where more rows begin; send that as after."
            )
        }
        return number == 0 ? mostRows : number
    }

    private static func choice<Value>(
        _ text: String,
        _ filter: Filter,
        _ choices: [(name: String, value: Value)]
    ) throws(Problem) -> Value {
        guard let choice = choices.first(where: { $0.name == text }) else {
            throw Problem(
                .badRequest,
                "\(filter.rawValue)=\(text.shortened) is not known.",
                available: choices.map(\.name)
            )
        }
        return choice.value
    }
}

extension Query.Filter {
    /// How many characters a value may have, as Schemas/openapi.yaml says. Names come from logs and may be long; a cursor
    /// holds several of them, escaped.
    var length: Int {
        switch self {
        case .from, .to: 10
        case .state, .definition, .compare, .by, .byTag, .per, .measure, .limit: 16
        case .threshold: 32
        case .client, .without, .sort: 63
        case .endpoint, .whatIf: 255
        case .repository, .tool: 1_024
        case .after: 8_192
        }
    }
}
