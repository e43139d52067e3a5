// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// The queue, search and drafts.
    static let deskQueue: [String: String] = [
        "desk.queue.title.enterer": "Applications to be entered",
        "desk.queue.title.approver": "Applications to be approved",
        "desk.queue.title.supervisor": "Applications to be approved",
        "desk.queue.claimed": "In your hands",
        "desk.queue.waiting": "Waiting",
        "desk.queue.order": "Order",
        "desk.queue.oldest": "Longest waiting first",
        "desk.queue.newest": "Newest first",
        "desk.queue.caption.oldest": "Applications, longest waiting first",
        "desk.queue.caption.newest": "Applications, newest first",
        "desk.queue.empty": "Nothing waits for you here.",
        "desk.search.label": "What you know of the person or the certificate",
        "desk.search.hint": "National ID, licence number, name, tracking code, serial number, or mobile number",
        "desk.search.do": "Search",
        "desk.search.found": "Found",
        "desk.search.none": "Nothing was found. Please check the number, or type only the family name.",
        "desk.search.applications": "Applications",
        "desk.drafts.none": "There are no drafts.",
    ]
}
