import Analysis
import Registry
import Store

/// A row of an answer, by the names of its columns.
struct Record {
    private let columns: [String: Int]
    let cells: [Answer.Cell]

    fileprivate init(_ columns: [String: Int], _ cells: [Answer.Cell]) {
        self.columns = columns
        self.cells = cells
    }

    /// Null also for a column that the answer doesn't have.
    subscript(_ name: String) -> Answer.Cell { columns[name].map { cells[$0] } ?? .null }

    func count(_ name: String) -> Int64? {
        if case .integer(let value) = self[name] { value } else { nil }
    }

    func mean(_ name: String) -> Double? {
        if case .real(let value) = self[name] { value } else { nil }
    }

    func share(_ name: String) -> Double? {
        if case .share(let value) = self[name] { value } else { nil }
    }

    func amount(_ name: String) -> Amount? {
        if case .money(let value) = self[name] { value } else { nil }
    }

    func time(_ name: String) -> Int64? {
        if case .time(let value) = self[name] { value } else { nil }
    }

    func text(_ name: String) -> String {
        if case .text(let value) = self[name] { value } else { "" }
    }

    func texts(_ name: String) -> [String]? {
        if case .texts(let values) = self[name] { values } else { nil }
    }

    var role: Role? { Role(rawValue: text("role")) }
}

extension Answer {
    var records: [Record] {
        let names = Dictionary(columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
        return rows.map { Record(names, $0) }
    }
}

extension Sequence<Int64?> {
    /// The sum of what is known; nil where nothing is.
    var known: Int64? {
        reduce(nil) { sum, value in value.map { (sum ?? 0) + $0 } ?? sum }
    }
}
