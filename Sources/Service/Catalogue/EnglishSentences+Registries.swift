// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Registers that applicants are looked up in.
    static let registries: [String: String] = [
        "apply.event":
            "  {time}  {state}  by {by}  {cause}",
        "apply.paper":
            "  paper {id}  {kind}  {size} bytes",
        "cli.summary.registry":
            "Serves a licence and civil register to try a house with, and asks the one that is configured.",
        "cli.registry.serves":
            "Registry: {url} ({mode}). SIGTERM stops it.",
        "cli.registry.none":
            "The configuration names no {registry} register.",
        "cli.registry.timedOut":
            "The register did not answer within {allowed} milliseconds. Nothing is known of the number; please ask again.",
        "cli.registry.unavailable":
            "The register gives no answer that can be used: {cause}. Nothing is known of the number; please ask again.",
        "cli.registry.unknown":
            "The register does not know the number.",
        "cli.registry.entry":
            "The register knows the number: {status}.",
    ]
}
