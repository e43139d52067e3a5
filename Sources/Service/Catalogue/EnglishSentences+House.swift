// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What serving a house and founding one say on a terminal.
    static let house: [String: String] = [
        "cli.passphrase.ask":
            "Passphrase of the keys: ",
        "cli.passphrase.noTerminal":
            "The keys' passphrase is needed: name a file with --passphrase-file, or run this at a terminal.",
        "serve.public":
            "Everyone: http://{address}:{port}",
        "serve.office":
            "Offices: https://{address}:{port}, by mutual TLS",
        "serve.holders":
            "Holders: http://{address}:{port}",
        "serve.ready":
            "Mohr serves as {role}. SIGTERM stops it after requests in flight are finished.",
        "serve.stopping":
            "Stopping: no new connections; requests in flight are finished.",
        "serve.stopped":
            "Stopped.",
        "serve.cut":
            "Stopped; some requests did not finish in time.",
        "serve.recovered.revoked":
            "An earlier run ended while {authority} signed {serial} ({state}, application {application}): a signature may exist, so the number is revoked; the application is issued again under another.",
        "serve.recovered.abandoned":
            "An earlier run ended before {authority} signed {serial} ({state}, application {application}): the number is given up; no signature can exist.",
        "ceremony.performed":
            "The ceremony of {authority} was performed from the file with SHA-256 {file}.",
        "ceremony.rehearsed":
            "The ceremony of {authority} was rehearsed from the file with SHA-256 {file}; its keys are gone.",
        "ceremony.step":
            "  {time}  {step}",
        "ceremony.witness":
            "  present: {name}, {role}",
        "ceremony.made":
            "Certificate {subject}, SHA-256 {sha256}, in {file}.",
    ]
}
