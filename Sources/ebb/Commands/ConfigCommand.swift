import ArgumentParser
import ConfigurationFile
import Registry

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Checks and shows the rules of the migration.",
        discussion: """
            Example:

              ebb config check ebb.yaml
              ebb config show --config ebb.yaml
            """,
        subcommands: [Check.self, Show.self]
    )

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads a configuration and says what is wrong with it, with line and column.",
            discussion: """
                Example:

                  ebb config check ebb.yaml
                """
        )

        @Argument(help: "The file. (default: --config, EBB_CONFIG)")
        var file: String?
        @OptionGroup var configurationOption: ConfigurationOption

        func run() async throws {
            try await reporting {
                var option = configurationOption
                if let file { option.config = file }
                guard let path = option.path, let configuration = try option.read() else {
                    throw Failure("There is no file to check. Name one: ebb config check ebb.yaml")
                }
                let migration = configuration.migration
                let lists = try configuration.networks()?.lists ?? []
                print(
                    "\(printable(path)): fine. \(printable(migration.name)): \(migration.endpoints.count) endpoints, "
                        + "\(migration.milestones.count) milestones, \(migration.renames.count) renames."
                )
                if !lists.isEmpty {
                    print("Networks by \(printable(lists.map(\.description).joined(separator: ", "))).")
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the configuration in force, presets written out, as YAML.",
            discussion: """
                Example: a file to start from:

                  ebb config show > ebb.yaml
                """
        )

        @OptionGroup var configurationOption: ConfigurationOption

        func run() async throws {
            try await reporting {
                print(try (configurationOption.read() ?? Configuration()).yaml(), terminator: "")
            }
        }
    }
}
