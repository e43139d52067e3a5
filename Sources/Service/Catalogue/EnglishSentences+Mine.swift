// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What holders and applicants read at `/mine`.
    static let mine: [String: String] = [
        "mine.title": "My affairs",
        "mine.intro": "What needs no visit to a registration office.",
        "mine.foot": "These pages never make a certificate good, and never ask for your card's PIN.",
        "mine.signIn": "My certificates",
        "mine.signIn.text":
            "A code goes to the registered mobile of the certificate's holder. With it you see the certificates and the signatures in your name, and can suspend a certificate.",
        "mine.signIn.go": "Enter with a code",
        "mine.trackCard": "My application",
        "mine.trackCard.text":
            "With the tracking code, the national ID and a code that is sent to the applicant's mobile.",
        "mine.trackCard.go": "See where it stands",
        "mine.applyCard": "Apply for a certificate",
        "mine.applyCard.text":
            "Fill the form in at home; bring the tracking code and your papers to a registration office.",
        "mine.applyCard.go": "Begin an application",
        "mine.caution.title": "Tell the code to nobody",
        "mine.caution":
            "No officer will ask for your code. If a certificate was issued in your name that you did not ask for, suspend it at once.",
        "mine.certificates": "My certificates",
        "mine.certificates.text":
            "Every certificate that was issued in your name. If you do not know one, suspend it and go to a registration office.",
        "mine.certificates.none": "No certificate was issued in your name.",
        "mine.track": "Track an application",
        "mine.apply": "Apply for a certificate",
        "mine.number.hint": "Ten digits; foreigners: the comprehensive code, twelve digits.",
        "mine.tracking.hint": "Sixteen characters, with or without spaces.",
        "mine.send": "Send the code",
        "mine.code": "The code that was sent",
        "mine.code.text": "If this agrees with our records, a code was sent. It may take a minute.",
        "mine.code.other": "No code came",
        "mine.enter": "Enter",
        "mine.signOut": "Sign out",
        "mine.office": "Registration office",
        "mine.anyOffice": "Any office",
        "mine.issued": "Issued",
        "mine.more": "History, signatures, renewal",
        "mine.hold": "Suspend the certificate",
        "mine.hold.do": "Suspend it now",
        "mine.hold.text":
            "The certificate is suspended at once. After {hours} hours the suspension ends by itself, unless an office confirms it or revokes the certificate.",
        "mine.hold.forGood": "The certificate is suspended at once, and only an office can lift the suspension.",
        "mine.held.title": "Suspended",
        "mine.held": "The certificate is suspended; new signatures with it are not relied on.",
        "mine.held.until": "Until",
        "mine.held.next":
            "Please go to a registration office soon, with your identity card, to have the certificate revoked or released.",
        "mine.stopped":
            "Nobody can accept this certificate any more: it cannot be used until a registration office has seen you.",
        "mine.history": "History of its status",
        "mine.signed": "Signed in my name",
        "mine.signed.text":
            "What was seen here signed with this certificate: time, purpose and the document's digest. The document is not here.",
        "mine.signed.none": "No signature was seen yet.",
        "mine.firstSeen": "First seen",
        "mine.purpose": "Purpose",
        "mine.decision": "Verdict",
        "mine.digest": "Digest of the document (SHA-256)",
        "mine.renewal": "Renewal",
        "mine.renewal.opens": "Opens",
        "mine.renewal.suggested": "Your suggested time",
        "mine.renewal.closes": "Closes",
        "mine.renewal.how": "A renewal is signed with this certificate's own key and needs no visit:",
        "mine.renewal.state": "Renewal applied for:",
        "mine.standing": "Where the application stands",
        "mine.steps": "Steps",
        "mine.draft": "Draft of an application",
        "mine.draft.code": "Your tracking code:",
        "mine.draft.next":
            "Please write it down and go to a registration office with your identity card, a photo and your professional papers. The officer finds the form by this code.",
        "mine.link": "A certificate was issued in your name",
        "mine.link.text": "If you asked for this certificate there is nothing to do. If not, suspend it now:",
        "mine.link.mine": "This link is for this certificate alone, and works once.",
        "mine.next.drafted": "It is being filled in.",
        "mine.next.submitted": "It has reached the registration office and is being looked at.",
        "mine.next.entered": "The papers were checked; the approver has to see it.",
        "mine.next.approved": "It was approved and is about to be issued.",
        "mine.next.issuing": "It is being issued.",
        "mine.next.issued": "It was issued; accept it with your key and the code that was sent to your mobile.",
        "mine.next.accepted": "You accepted the certificate, and it is good.",
        "mine.next.returned": "Please correct the points below and go to the registration office.",
        "mine.next.rejected":
            "The application was rejected. For the reason and an appeal go to the registration office.",
        "mine.next.withdrawn": "You took the application back.",
        "mine.next.expired": "The application's time has run out. Please begin again.",
        "decision.accept": "Valid",
        "decision.reject": "Not valid",
        "decision.cannotDecide": "Cannot be decided",
        "desk.search.homeForm":
            "The applicant filled this form in at home. Please go through it together and save it for your office.",
        "problem.service.signInNeeded": "Please enter with a code first.",
    ]
}
