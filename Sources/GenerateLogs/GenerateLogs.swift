import ArgumentParser

@main
struct GenerateLogs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-logs",
        abstract: "Makes the logs of a registry that moves from one host to another, with the truth beside them.",
        discussion: """
            Every run with the same options writes the same bytes. A directory that holds them already is left alone.
            Beside the logs stands truth.json: what the simulation knows of them, from what it did and not from reading them.
            """,
        subcommands: [Sample.self, ReferenceDay.self]
    )
}
