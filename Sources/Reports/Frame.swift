import Registry
import Store

/// What stands around every page: its title, the way to the others, and the foot.
struct Frame {
    let title: String
    let migration: String
    let policy: String?
    let style: Markup = Look.style
    let script: Markup = Look.script
    let patterns: Markup = Patterns.svg
    let tabs: [Tab]
    let hasTabs: Bool
    let facts: [Fact]
    let definitions: [Definition]
    let hasDefinitions: Bool

    struct Tab {
        let text: String
        let href: String
        let isHere: Bool
    }

    /// A line of the foot.
    struct Fact {
        let name: String
        let value: Markup
    }

    /// - Parameters:
    ///   - place: where we are; nil on a page that stands nowhere, such as an error.
    ///   - facts: what the foot says of the numbers.
    ///   - terms: the definitions that the page needs.
    init(
        _ title: String,
        _ context: PageContext,
        _ links: Links,
        at place: Page.Place?,
        range: [(name: String, value: String)] = [],
        facts: [Fact] = [],
        terms: [Definition] = []
    ) {
        self.title = visible(title)
        migration = visible(context.migration.name)
        policy = links.isReport ? Look.reportPolicy : nil
        let all: [(String, Page.Place)] = [
            ("Overview", .overview), ("Who is left", .stragglers), ("Images", .images), ("Clients", .clients),
            ("Clouds", .networks),
            ("Tools", .tools), ("Cost", .cost), ("Sources", .sources),
        ]
        tabs = all.filter { context.has($0.1) }.compactMap { text, target in
            links.page(target, target == .sources ? [] : range).map {
                Tab(text: text, href: $0, isHere: target == place)
            }
        }
        hasTabs = !tabs.isEmpty
        self.facts = facts + [Fact(name: "Made by", value: "Ebb \(context.version)")]
        definitions = terms
        hasDefinitions = !terms.isEmpty
    }

    /// The frame of a page about the store.
    init(_ title: String, _ desk: Desk, at place: Page.Place?, terms: [Definition.Term]) {
        self.init(
            title,
            desk.context,
            desk.links,
            at: place,
            range: desk.rangeParameters,
            facts: Self.facts(desk, at: place),
            terms: terms.map { $0.definition(desk.definition) }
        )
    }

    private static func facts(_ desk: Desk, at place: Page.Place?) -> [Fact] {
        let privacy = desk.context.privacy
        let shown =
            switch desk.shownMode {
            case .exact: "shown as they are stored"
            case .prefix: "shown as networks (/24, /48)"
            case .keyed: "shown as keyed hashes"
            case .none: "not shown"
            }
        let group =
            desk.context.seesClients
            ? "" : "; fewer than \(privacy.minimumGroup) are not shown one by one"
        return [
            Fact(
                name: "A pull",
                value:
                    "\(desk.definition.meaning) (definition “\(desk.definition.rawValue)”)\(otherDefinitions(desk, at: place))"
            ),
            Fact(name: "Clients", value: "\(shown)\(group)"),
            Fact(name: "Range", value: desk.range.map { "\(Day.words($0)), UTC" } ?? "no data yet"),
        ]
            + (desk.context.reconciled.map { [Fact(name: "Reconciled", value: "\($0)")] } ?? [])
            + [
                Fact(name: "Last ingest", value: desk.lastIngest.map { "\(minute($0)) UTC" } ?? "none yet")
            ]
    }

    /// Links to the same page with pulls counted otherwise; nothing where there are none.
    private static func otherDefinitions(_ desk: Desk, at place: Page.Place?) -> Markup {
        guard let place, place.filters.contains(.definition) else { return "" }
        let links = PullDefinition.allCases.filter { $0 != desk.definition }.compactMap { other -> Markup? in
            var filters = desk.filters
            filters.definition = other
            filters.after = nil
            return desk.links.page(place, filters.parameters).map { "<a href=\"\($0)\">\(other.rawValue)</a>" }
        }
        return links.isEmpty ? "" : "; count by \(links.joined(separator: ", ")) instead"
    }
}
