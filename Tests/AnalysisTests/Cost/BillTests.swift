import Analysis
import EbbTesting
import Registry
import Testing

struct BillTests {
    private let march = Month(of: Day(year: 2023, month: 3, day: 20))

    @Test("months by their days")
    func months() throws {
        let february = try #require(Month("2024-02"))
        #expect("\(february.days.lowerBound)...\(february.days.upperBound)" == "2024-02-01...2024-02-29")
        #expect(february.length == 29 && march < february)
        let range = Day(year: 2023, month: 11, day: 30)...Day(year: 2024, month: 2, day: 1)
        #expect(Month.all(in: range).map(\.description) == ["2023-11", "2023-12", "2024-01", "2024-02"])
        for text in ["2024-13", "2024-00", "2024-2", "2024", "2024-02-01"] { #expect(Month(text) == nil, "\(text)") }
    }

    @Test("rates, a minimum, an invoice in their place, and credits apart")
    func bills() {
        let rates = Rates(tiers: [.init(upTo: nil, price: price("0.12"))], perMillionRequests: price("0.75"))
        var tariff = Tariff(name: "CDN", rates: rates)
        let usage = Usage(bytes: 10_000_000_000, requests: 10_000_000)
        #expect(
            tariff.bill(for: usage, in: march)
                == Bill(label: .effective, forBytes: price("1.2"), forRequests: price("7.5"))
        )
        tariff.rates?.minimum = price("50")
        tariff.list = PriceListName(list: "fastly", zone: "x")
        #expect(
            tariff.bill(for: usage, in: march) == Bill(label: .list, forBytes: price("42.5"), forRequests: price("7.5"))
        )
        tariff.invoices[march] = .init(amount: price("99.99"), credits: price("100"))
        #expect(
            tariff.bill(for: usage, in: march)
                == Bill(label: .invoiced, forBytes: price("99.99"), forRequests: .zero, credits: price("100"))
        )
        tariff.rates = nil
        #expect(tariff.bill(for: usage, in: Month(of: Day(year: 2023, month: 4, day: 1))) == nil)
    }

    @Test("parts add up to the bill, each within a billionth of its share, in whatever order")
    func parts() {
        var random = SeededGenerator(11)
        for _ in 0..<300 {
            let usages = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                Usage(
                    bytes: Int64.random(in: 0...9, using: &random)
                        * Int64.random(in: 0...1_000_000_000, using: &random),
                    requests: Int64.random(in: 1...1_000, using: &random)
                )
            }
            let bill = Bill(
                label: .list,
                forBytes: Amount(nano: Int128(Int64.random(in: 0...(1 << 50), using: &random))),
                forRequests: Amount(nano: Int128(Int64.random(in: 0...(1 << 40), using: &random))),
                credits: price("12.34")
            )
            let parts = bill.parts(of: usages) { $0 < $1 }
            #expect(parts.map(\.amount).reduce(.zero, +) == bill.amount)
            #expect(parts.compactMap(\.credits).reduce(.zero, +) == price("12.34"))
            let all = usages.reduce(0) { $0 + $1.bytes }
            let cut = parts.indices.filter {
                all > 0 && parts[$0].forBytes.nano != bill.forBytes.nano * Int128(usages[$0].bytes) / Int128(all)
            }
            #expect(cut.count <= 1)
            let order = usages.indices.shuffled(using: &random)
            let shuffled = bill.parts(of: order.map { usages[$0] }) { order[$0] < order[$1] }
            for (place, index) in order.enumerated() { #expect(shuffled[place] == parts[index]) }
        }
    }

    @Test("without bytes, requests bear it; the largest numbers break nothing")
    func odd() {
        let bill = Bill(label: .list, forBytes: price("50"), forRequests: .zero)
        let idle = bill.parts(of: [Usage(requests: 1), Usage(requests: 3)]) { $0 < $1 }
        #expect(idle.map(\.amount) == [price("12.5"), price("37.5")])
        let large = Bill(label: .list, forBytes: price("999999999999"), forRequests: .zero)
        let parts = large.parts(of: [Usage(bytes: .max), Usage(bytes: .max), Usage(bytes: -5)]) { $0 < $1 }
        #expect(parts.map(\.amount) == [price("499999999999.5"), price("499999999999.5"), .zero])
    }
}
