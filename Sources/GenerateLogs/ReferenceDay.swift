import ArgumentParser
import EbbTesting

struct ReferenceDay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "One day of a large registry: 5 million lines, about 1 GB.",
        discussion: """
            Example: generate-logs reference-day --output day --format google-lb
            writes day/requests-2023-03-22.json.gz and day/truth.json. s3-access and gcs-usage see a part of the day only:
            downloads from the object stores behind the new host, and from the bucket behind the old one.
            """
    )

    @OptionGroup var output: OutputOptions

    @Option(help: "Divide lines, clients and repositories by this.")
    var divideBy = 1

    func validate() throws {
        guard divideBy > 0 else { throw ValidationError("--divide-by takes 1 or more") }
    }

    func run() throws {
        try output.write(divideBy == 1 ? .referenceDay : .referenceDay.divided(by: divideBy))
    }
}
