import Registry
import Testing

struct OutcomeTests {
    @Test(
        arguments: [
            (200, Outcome.served), (201, .served), (206, .served), (304, .notModified),
            (301, .redirected), (302, .redirected), (303, .redirected), (307, .redirected), (308, .redirected),
            (401, .denied), (403, .denied), (404, .missing), (429, .throttled),
            (400, .clientError), (405, .clientError), (416, .clientError), (499, .clientError),
            (500, .serverError), (503, .serverError), (599, .serverError),
            (0, .unknown), (100, .unknown), (202, .unknown), (204, .unknown), (300, .unknown), (305, .unknown),
            (600, .unknown), (999, .unknown),
        ] as [(UInt16, Outcome)]
    )
    func readsTheStatus(status: UInt16, outcome: Outcome) {
        #expect(Outcome(status: status) == outcome)
    }

    @Test func rawValuesStandInStores() {
        #expect(Outcome.allCases.map(\.rawValue) == Array(0...8))
        #expect(Registry.Operation.allCases.map(\.rawValue) == Array(0...10))
        #expect(ReferenceKind.allCases.map(\.rawValue) == Array(0...3))
        #expect(Via.allCases.map(\.rawValue) == Array(0...4))
    }
}
