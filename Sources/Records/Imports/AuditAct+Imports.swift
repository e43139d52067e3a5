// SPDX-License-Identifier: Apache-2.0

extension AuditAct {
    /// An issuer whose certificates are taken in was named.
    public static let importIssuerNamed = "import.issuer"
    /// A file of certificates from elsewhere was begun with, or gone on with.
    public static let importBegun = "import.begun"
    /// The last row of a file was seen through.
    public static let importEnded = "import.ended"
    /// A certificate that another authority issued was taken in.
    public static let certificateImported = "certificate.imported"
    /// Its issuer says something else of it than before.
    public static let importedStatus = "certificate.importedStatus"
}
