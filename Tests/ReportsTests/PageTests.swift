import Reports
import Testing

struct PageTests {
    @Test func unknownPathsAreNoPages() throws {
        #expect(try Page(path: "/nothing", parameters: []) == nil)
    }
}
