import Registry

/// The networks of rows of clients.
struct ClientNetworks {
    private let scope: Scope
    /// Networks of so few clients that they would tell whom a number stands for. What is shown as a network of addresses
    /// tells the network that it lies in anyway.
    private var rare: Set<Int> = []

    /// - Parameter groups: all rows of the answer, those of other pages too.
    init(_ groups: [ClientGroup], _ scope: Scope) {
        self.scope = scope
        guard scope.clients.mode == .keyed, scope.clients.minimumGroup > 1, let table = scope.networks?.table else {
            return
        }
        var clients: [Int: Set<Int64>] = [:]
        for group in groups {
            for member in group.members {
                clients[table.number(of: Client(id: UInt64(bitPattern: member))), default: []].insert(member)
            }
        }
        rare = Set(clients.filter { $0.value.count < scope.clients.minimumGroup }.keys)
    }

    /// The network that all clients of a row are in; nil where that is not known, or is not shown.
    func name(_ group: ClientGroup) -> String? {
        guard let table = scope.networks?.table, scope.clients.form.keepsAddresses, let shown = group.client else {
            return nil
        }
        guard !Client(id: UInt64(bitPattern: shown)).isForgotten else { return nil }
        let numbers = Set(group.members.map { table.number(of: Client(id: UInt64(bitPattern: $0))) })
        guard numbers.isDisjoint(with: rare), let first = numbers.first else { return nil }
        return numbers.count == 1 ? table.name(first) : "(several)"
    }
}

extension Scope {
    /// What a reader must know of where networks come from.
    var networkNotes: [String] {
        guard clients.form.keepsAddresses, let networks else { return [] }
        var notes = ["Networks by \(networks.lists.map(\.description).joined(separator: ", "))."]
        if clients.form.mode == .prefix {
            notes.append("Clients are kept by /24 and /48: each is in the network of the first address of these.")
        }
        return notes
    }
}
