// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Certificates that another authority issued.
    static let imports: [String: String] = [
        "problem.enrollment.importedInForce":
            "The applicant holds a certificate from {issuer} (serial {serial}) that is good until {until}, and one person has one. Please have its issuer revoke it and its new revocation list imported, then approve.",
        "desk.warning.importedInForce":
            "The person holds {count} certificates of this kind from another issuer that are in force; the new one takes their place.",
        "import.refused.columns":
            "The row has {seen} cells and the head line {allowed}.",
        "import.refused.profile":
            "There is no profile {seen} to certify the holder under; there are: {allowed}.",
        "import.refused.fieldMissing":
            "{field} is blank.",
        "import.refused.certificateMissing":
            "None of the certificates given is this row's. Please check its file name, serial number or digest, and that the file is there.",
        "import.refused.certificateAmbiguous":
            "{seen} certificates have this row's number. Please say which by a column certificate, serial or sha256.",
        "import.refused.certificateTwice":
            "Row {row} has this certificate already.",
        "import.refused.certificateUnreadable":
            "The file is no certificate. {cause}",
        "import.refused.issuer":
            "The certificate does not lead to any of the issuers given ({code}).",
        "import.refused.authority":
            "This is an authority's certificate, not a person's.",
        "import.refused.statusUnknown":
            "No revocation list that was given covers this certificate, so nobody says whether it was revoked. Please give its issuer's list.",
        "import.refused.key":
            "The certificate's key may not be used. {cause} Its holder needs a new one.",
        "import.refused.subject":
            "The certificate says another {field} than the row. Please find out which is right.",
        "import.refused.issuedHere":
            "This house issued the certificate itself.",
        "import.refused.keyHere":
            "The same person has a certificate of this house with this key.",
        "import.refused.keyOfSomeoneElse":
            "The key is on another person's certificate.",
        "import.refused.keyReported":
            "The key is known to be in other hands.",
        "import.refused.licenceOfSomeoneElse":
            "The licence number is on another person's certificate. Please find out whose it is.",
        "import.refused.serialTwice":
            "Its issuer gave another certificate the same serial number.",
        "import.refused.otherRow":
            "The certificate is on record for another person or another profile.",
        "import.fault.issuer":
            "{name} is no certificate of an authority.",
        "import.fault.listSigner":
            "A revocation list of {name} is not signed by any of the issuers given.",
        "import.fault.listKind":
            "A revocation list of {name} is a delta, covers some reasons only, speaks for other issuers, or holds what nobody knows. Please give the complete list.",
        "import.row.taken":
            "Taken in: status {status}.",
        "import.row.updated":
            "Was on record; its issuer says {status} of it now.",
        "import.row.known":
            "On record already, just so: status {status}.",
        "cli.summary.import":
            "Takes in certificates that another authority issued: each row checked, resumable, with a report.",
        "cli.import.column":
            "{file}: there is no column {seen}; there are: {allowed}.",
        "cli.import.columns":
            "{file}: the head line has to name nationalID, foreignersID or legalID; it names {seen}.",
        "cli.import.encoding":
            "{file} is not UTF-8 at byte {at}. Please save it as UTF-8 CSV.",
        "cli.import.quote":
            "{file}: the quote in row {row} is never closed.",
        "cli.import.empty":
            "{file} has no rows.",
        "cli.import.source":
            "{file} holds no certificate.",
        "cli.import.behind":
            "A newer revocation list is due from an issuer: the status taken over may be old.",
        "cli.import.done":
            "{rows} rows: {taken} taken in, {updated} updated, {known} on record already, {refused} refused.",
        "cli.import.rehearsed":
            "Nothing was written. {rows} rows: {taken} would be taken in, {updated} updated, {known} are on record already, {refused} would be refused.",
        "cli.import.refusals":
            "  {count} × {code}: {sentence}",
        "certificate.imported":
            "{serial}  {state}, imported from {issuer}; {profile}, until {until}, {name} ({latin}); replaced here by {successor}",
        "certificate.importedShown":
            "Issued by {issuer} and only known here: ask its issuer for its status. As of {asOf} its list said {state}, since {since}.",
        "desk.imported.caption":
            "Certificates of other issuers",
        "desk.imported.issuer":
            "Issuer",
        "desk.imported.asOf":
            "By the issuer's list of {asOf}.",
        "desk.imported.replaced":
            "Replaced here",
        "problem.service.importUnknown":
            "No such certificate was imported.",
    ]
}
