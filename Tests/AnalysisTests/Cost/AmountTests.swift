import Analysis
import Testing

struct AmountTests {
    @Test(
        "digits with a point come back exactly",
        arguments: [
            ("0", "0.00"), ("12", "12.00"), ("0.0075", "0.0075"), (".5", "0.50"), ("0.000000001", "0.000000001"),
            ("999999999999.999999999", "999999999999.999999999"), ("007.10", "7.10"),
        ]
    )
    func reads(_ text: String, _ shown: String) throws {
        #expect(try #require(Amount(decimal: text)).description == shown)
    }

    @Test(
        "anything else is none",
        arguments: ["", ".", "1.", "-1", "+1", "1e3", "1,5", "1 000", "١", "0.0000000001", "1234567890123"]
    )
    func refuses(_ text: String) { #expect(Amount(decimal: text) == nil) }

    @Test(
        "people read cents, and two figures of less than one",
        arguments: [
            (0, "0.00"), (1_234_567_894_999_999, "1,234,567.89"), (1_234_567_895_000_000, "1,234,567.90"),
            (10_000_000, "0.01"), (9_999_999, "0.01"), (123_456, "0.00012"), (7, "0.000000007"),
            (-1_234_567_895_000_000, "-1,234,567.90"), (999_995_000_000, "1,000.00"), (-5_000, "-0.000005"),
        ] as [(Int128, String)]
    )
    func rounds(_ nano: Int128, _ shown: String) {
        #expect(Amount(nano: nano).rounded(separator: ",") == shown)
    }
}
