package import Registry

/// What an answer tells of clients.
package enum Visibility: Hashable, Sendable {
    /// All that the store keeps.
    case exact
    /// What `privacy.show` leaves, with the key of the mode `keyed`.
    case shown(Privacy, key: PrivacyKey?)
}

/// Clients as one answer shows them.
struct ClientView {
    /// The numbers that the store keeps.
    let form: ClientForm
    /// What they are shown as: never more than what is stored.
    let mode: PrivacyMode
    /// Fewer clients than this are not told apart, nor counted in the row of an image or a tool.
    let minimumGroup: Int
    private let key: PrivacyKey?

    /// - Parameter lastDay: the answer's last day: a shown key is the one of its period.
    init(_ visibility: Visibility, form: ClientForm, lastDay: Int32) {
        self.form = form
        switch visibility {
        case .exact:
            mode = form.mode
            minimumGroup = 1
            key = nil
        case .shown(let privacy, let key):
            mode = max(form.mode, privacy.show)
            minimumGroup = mode == .exact ? 1 : privacy.minimumGroup
            self.key = key?.derived(for: privacy.rotation.period(of: Int64(lastDay) * 86_400))
        }
    }

    /// Whether several stored clients are shown as one, so that a row says how many they are.
    var groups: Bool { form.mode == .exact && mode == .prefix }

    /// The number of what is shown in the place of a stored client; all forgotten ones are one.
    func shown(_ client: Int64) -> Int64 {
        let stored = Client(id: UInt64(bitPattern: client))
        if stored.isForgotten { return Int64(bitPattern: Client.forgotten(0).id) }
        guard mode > form.mode else { return client }
        return Int64(bitPattern: stored.masked(by: mode, key: key).id)
    }

    func name(_ shown: Int64) -> String { Client(id: UInt64(bitPattern: shown)).description(as: mode) }

    /// The number that is shown under a name; nil where no client is shown so. An address is taken in any spelling.
    func number(named name: String) -> Int64? { number(named: name, as: mode) }

    private func number(named name: String, as mode: PrivacyMode) -> Int64? {
        let nobody = [Client.unknown, .hidden, .forgotten(0)].first { $0.description(as: mode) == name }
        if let nobody { return Int64(bitPattern: nobody.id) }
        guard mode < .keyed else {
            guard name.hasPrefix("client-"), let id = UInt64(name.dropFirst("client-".count), radix: 16) else {
                return nil
            }
            return Int64(bitPattern: id)
        }
        let address = name.prefix { $0 != "/" }
        let client = Client(hostDescription: name) ?? Client(address: Array(address.utf8).span)
        guard client.masked(by: mode) != .unknown else { return nil }
        // A network only by the name it is shown by: an address of it would ask for more than is shown.
        let isAsShown = client.description(as: mode) == name || (mode == .exact && address == name)
        return isAsShown ? Int64(bitPattern: client.masked(by: mode).id) : nil
    }

    /// The network of addresses of a client that is shown under a name, or that is shown itself.
    func requireNetwork(named name: String) throws(QueryError) -> Int64 {
        if let network = number(named: name, as: .prefix) { return network }
        let client = Client(id: UInt64(bitPattern: try requireNumber(named: name)))
        return Int64(bitPattern: client.masked(by: .prefix).id)
    }

    /// The number that is shown under a name, or the error that says how names are written.
    func requireNumber(named name: String) throws(QueryError) -> Int64 {
        if let number = number(named: name) { return number }
        let example =
            switch mode {
            case .exact: "192.0.2.1"
            case .prefix: "192.0.2.0/24"
            case .keyed, .none: "client-0123456789abcdef"
            }
        throw QueryError(
            "\"\(name)\" is no client as this answer shows them; one is written like \(example). See: clients."
        )
    }

    /// How many clients the row of an image or a tool says there are; nil for a few.
    func count(_ clients: Int64) -> Int64? { clients > 0 && clients < Int64(minimumGroup) ? nil : clients }

    /// What a reader must know of what is not shown.
    var note: String? {
        guard minimumGroup > 1 || mode > form.mode else { return nil }
        let form =
            switch mode {
            case .exact: "as they are"
            case .prefix: "by network (/24, /48)"
            case .keyed: "by a number in their place"
            case .none: "as one"
            }
        let few =
            minimumGroup > 1 ? "; fewer than \(minimumGroup) are not told apart, nor counted by image or tool" : ""
        return "Clients are shown \(form)\(few) (privacy.show)."
    }
}
