import Store
import Testing

struct LogFamilyTests {
    @Test(arguments: [
        ("/var/log/nginx/access.log", "access.log"),
        ("access.log.1", "access.log"),
        ("a/access.log.2.gz", "access.log"),
        ("access.log.gz", "access.log"),
        ("access.log-20230320", "access.log"),
        ("access.log-20230320.gz", "access.log"),
        ("access.log-1679270400", "access.log"),
        ("access-2023-03-20.log", "access-2023-03-20.log"),
        ("access.2023", "access.2023"),
        ("1", "1"),
        (".1", ".1"),
        ("-", "-"),
        (".gz", ""),
        ("access.", "access."),
        ("k8s.gcr.io.log", "k8s.gcr.io.log"),
    ])
    func dropsWhatRotationAdds(path: String, family: String) {
        #expect(logFamily(of: path) == family)
    }
}
