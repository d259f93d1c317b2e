import ArgumentParser
import ConfigurationFile
import Foundation
import Registry
import Store

struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Answers questions about what was ingested.",
        discussion: """
            Example:

              ebb query images --endpoint legacy --from 2023-03-10 --sort -bytes

            summary     how much traffic each endpoint gets, and how far the move is
            pulls       by one definition, or by all side by side  (--compare)
            timeseries  the same by hour, day or week  (--by)
            progress    how far the move had come, by day or week, or of each image,
                        network or tool  (--by, --per, --measure, --repository)
            forecast    when the old share falls below a threshold  (--threshold)
            cohorts     what each milestone did to those who were at the old endpoint
            images      repositories, or their tags  (--repository, --by-tag)
            clients     who asks  (--client, --repository, --tool)
            networks    the clouds and operators they are in  (--repository, --tool)
            tools       the software that asks  (--tool)
            stragglers  who is left at the old endpoint, and how they stand; the last 12
                        weeks  (--repository, --tool, --state, --without)
            stuck       clients that try an image again and again in vain; the last week
            outage      what breaks if the old endpoint stops serving; the last week
                        (--per, --repository)
            unmet       tags that only the new endpoint has, asked of the old one in vain;
                        the last week  (--repository)
            restricted  networks that get manifests from the new endpoint and never a blob;
                        the last four weeks
            cost        what it costs, by costs.tariffs in ebb.yaml  (--per, --what-if)
            sources     what was read
            rejects     what could not be read

            One pull is (--definition):

            manifest  a GET of a manifest; an image for several platforms costs two
            session   what one client gets of one repository within 60 s
            complete  a session that got at least one blob
            """
    )

    @Argument(help: "What to ask.")
    var question: Query.Kind

    @OptionGroup var storeOption: StoreOption
    @OptionGroup var configurationOption: ConfigurationOption

    @Option(help: ArgumentHelp("The first day, UTC.", valueName: "YYYY-MM-DD"))
    var from: Day?
    @Option(help: ArgumentHelp("The last day, UTC; it counts too.", valueName: "YYYY-MM-DD"))
    var to: Day?
    @Option(help: ArgumentHelp("An endpoint's name, or a role: legacy, current, backend.", valueName: "name"))
    var endpoint: String?
    @Option(help: ArgumentHelp("One repository.", valueName: "name"))
    var repository: String?
    @Option(help: ArgumentHelp("One client, as the answers show it.", valueName: "address"))
    var client: String?
    @Option(help: ArgumentHelp("One tool, as the answers show it.", valueName: "name"))
    var tool: String?
    @Option(help: ArgumentHelp("Stragglers in one state. (default: new, active and returned)"))
    var state: StragglerState?
    @Option(parsing: .singleValue, help: ArgumentHelp("Stragglers to leave out; may be given again."))
    var without: [Query.Exclusion] = []
    @Option(help: ArgumentHelp("What one pull is. (default: \(PullDefinition.usual.rawValue))"))
    var definition: PullDefinition?
    @Flag(help: "Count pulls by every definition.")
    var compare = false
    @Option(help: ArgumentHelp("The step of a timeseries or of progress. (default: day)"))
    var by: Query.Step?
    @Flag(help: "Tell tags apart.")
    var byTag = false
    @Option(
        help: ArgumentHelp(
            "What the rows are: of cost any of these (default: month), of outage image or network, of progress image, "
                + "network or tool."
        )
    )
    var per: Query.Per?
    @Option(help: ArgumentHelp("What progress is told by. (default: pulls)"))
    var measure: Query.Measure?
    @Option(
        help: ArgumentHelp(
            "Another routing that would be paid for: registry.k8s.io, or a name of costs.routings.",
            valueName: "routing"
        )
    )
    var whatIf: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What the old endpoint shall fall below. (default: 1)", valueName: "percent")
    )
    var threshold: Double?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A column to sort by; with - before it, largest first.", valueName: "column")
    )
    var sort: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Rows at most; 0: all. (default: \(Query.defaultLimit))", valueName: "rows")
    )
    var limit: Int?
    @Option(help: ArgumentHelp("The next page: what the last answer said under next.", valueName: "cursor"))
    var after: String?
    @Option(help: "How to write the answer.")
    var output = OutputFormat.table

    func run() async throws {
        try await reporting {
            let store = try storeOption.reading()
            let configuration = try configurationOption.read(for: store)
            // The lists are large, and most questions need none of them.
            let networks = query.needsNetworks ? try configuration.networks() : nil
            let costs = try configuration.costs.withRegistryFront()
            let answer = try store.answer(query, configuration.migration, networks: networks, costs: costs)
            switch output {
            case .json: print(answer.json, terminator: "")
            case .csv: print(answer.csv, terminator: "")
            case .table: show(answer)
            }
        }
    }

    private var query: Query {
        var query = Query(question)
        query.from = from
        query.to = to
        query.endpoint = endpoint
        query.repository = repository
        query.client = client
        query.tool = tool
        query.state = state
        query.without = Set(without)
        query.definition = definition
        query.compare = compare
        query.step = by
        query.byTag = byTag
        query.per = per
        query.measure = measure
        query.whatIf = whatIf
        query.threshold = threshold
        query.sort = sort
        query.limit = limit
        query.after = after
        return query
    }

    private func show(_ answer: Answer) {
        print(TextTable(answer.columns, answer.rows).text(hasColour: Screen.hasColour), terminator: "")
        if let progress = answer.progress {
            let what = progress.basis == .pulls ? "pulls" : "blob bytes (one side's logs know no manifests)"
            let low = Figure.share(progress.low)
            let high = Figure.share(progress.high)
            print("\n\(low == high ? low : "\(low) to \(high)") of \(what) come directly to the new endpoint.")
        }
        for line in answer.completeness.sentences(definition: answer.definition) { say(line) }
        if let next = answer.next { say("More rows: --after \(next), or --limit 0 for all.") }
    }
}

extension Completeness {
    /// What people must know beside the numbers.
    fileprivate func sentences(definition: PullDefinition) -> [String] {
        guard let days else {
            return ["Nothing was counted yet. Fill the store with: ebb ingest LOG… What was read: ebb query sources"]
        }
        var lines = [
            """
            \(Day(number: days.lowerBound)) to \(Day(number: days.upperBound)) UTC, \(Figure.count(hoursCovered)) of \
            \(Figure.count(hoursInRange)) hours with traffic, \(Figure.count(sources, "source")), \
            \(Figure.count(self.lines, "line")) (\(Figure.count(rejectedLines)) rejected, \
            \(Figure.count(unrelatedLines)) unrelated). Pulls: definition \(definition.rawValue).
            """
        ]
        if failedSources > 0 {
            lines.append("\(Figure.count(failedSources, "source")) could not be read; see: ebb query sources")
        }
        return lines + notes
    }
}

extension Query.Kind: ExpressibleByArgument {}
extension Query.Step: ExpressibleByArgument {}
extension Query.Measure: ExpressibleByArgument {}
extension Query.Per: ExpressibleByArgument {}
extension PullDefinition: ExpressibleByArgument {}
extension StragglerState: ExpressibleByArgument {}
extension Query.Exclusion: ExpressibleByArgument {}

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
