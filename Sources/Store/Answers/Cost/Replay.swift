import Analysis
import Registry

/// The traffic of a range as a routing would send it about.
struct Replay {
    struct Place: Hashable {
        var month: Month
        /// nil: no rule of the routing fits.
        var tariff: String?
    }

    struct Traffic {
        var usage = Usage()
        /// What it cost as it was; nil: not known, of a part of it at least.
        var today: Amount? = .zero

        static func += (left: inout Traffic, right: Traffic) {
            left.usage += right.usage
            left.today = left.today.flatMap { own in right.today.map { own + $0 } }
        }
    }

    /// By month and tariff, then by the network's number.
    private(set) var traffics: [Place: [Int: Traffic]] = [:]
    /// How many clients each network has.
    private(set) var clients: [Int: Int] = [:]

    /// - Parameter usage: what single clients used.
    init(_ scope: Scope, _ usage: CostUsage, _ months: CostMonths, _ routing: Routing) throws(StoreError) {
        let table = scope.clients.form.keepsAddresses ? scope.networks?.table : nil
        var members = KeyTable(width: 1)
        var tariffs: [Int: [Routing.Traffic: String?]] = [:]
        for month in Set(months.shares.keys.map(\.month)).sorted() {
            for (part, items) in try usage.items(in: month, months.shares) {
                guard let share = months.shares[.init(part: part, month: month)] else { continue }
                var networks: [Int: Usage] = [:]
                for item in items {
                    let network = table?.number(of: Client(id: UInt64(bitPattern: item.number))) ?? NetworkTable.unknown
                    networks[network, default: Usage()] += item.usage
                    let known = members.count
                    if members.number(of: [item.number]) == known { clients[network, default: 0] += 1 }
                }
                let numbers = networks.keys.sorted()
                // Blobs, then the rest, of each network.
                let usages = numbers.flatMap { share.parted(networks[$0] ?? Usage()) }
                let today = share.bill?.parts(of: usages) { $0 < $1 }
                for (index, usage) in usages.enumerated() where usage != Usage() {
                    let network = numbers[index / 2]
                    let kind: Routing.Traffic = index % 2 == 0 ? .blobs : .manifests
                    let tariff: String?
                    if let known = tariffs[network]?[kind] {
                        tariff = known
                    } else {
                        let name = network == NetworkTable.unknown ? nil : table?.name(network)
                        tariff = routing.tariff(for: kind, network: name)
                        tariffs[network, default: [:]][kind] = .some(tariff)
                    }
                    traffics[Place(month: month, tariff: tariff), default: [:]][network, default: Traffic()] +=
                        Traffic(usage: usage, today: today?[index].amount)
                }
            }
        }
    }
}

extension CostMonths.Share {
    /// What of a part of the usage moved blobs, by the endpoint's share of them, and the rest.
    fileprivate func parted(_ part: Usage) -> [Usage] {
        let blobs = Usage(
            bytes: Self.share(part.bytes, self.blobs.bytes, usage.bytes),
            requests: Self.share(part.requests, self.blobs.requests, usage.requests)
        )
        return [blobs, Usage(bytes: part.bytes - blobs.bytes, requests: part.requests - blobs.requests)]
    }

    private static func share(_ value: Int64, _ part: Int64, _ whole: Int64) -> Int64 {
        whole > 0 ? Int64(truncatingIfNeeded: Int128(value) * Int128(part) / Int128(whole)) : 0
    }
}
