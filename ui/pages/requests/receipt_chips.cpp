#include "ui/pages/requests/receipt_chips.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/flow_layout.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kGap = 8;
constexpr qsizetype kLongest = 40; ///< Of a name or value on a chip: no more fits a drawer.

QString clipped(const QString &text)
{
    return text.size() > kLongest ? text.left(kLongest - 1) + u'…' : text;
}

/// What stands before the parameter; a rename speaks for itself.
QString fateWord(const QString &fate)
{
    if (fate == u"defaulted")
        return ReceiptChips::tr("default");
    if (fate == u"changed")
        return ReceiptChips::tr("changed");
    if (fate == u"dropped")
        return ReceiptChips::tr("dropped");
    return fate == u"renamed" ? QString() : fate;
}

Chip *makeChip(const ReceiptNote &note, QWidget *parent)
{
    const bool renamed = note.fate == u"renamed";
    const Tone tone = renamed ? Tone::Accent : note.fate == u"dropped" ? Tone::Warn : Tone::Quiet;
    const QString joint = renamed ? u" → "_s : u" "_s;
    const QString text = note.value.isEmpty() ? clipped(note.name) : clipped(note.name) + joint + clipped(note.value);
    auto *out = new Chip(text, tone, parent);
    if (const QString word = fateWord(note.fate); !word.isEmpty())
        out->setField(word);
    return out;
}

} // namespace

QList<ReceiptNote> parseReceipt(const QString &receipt)
{
    QList<ReceiptNote> out;
    for (const QString &group : receipt.split(u"; "_s, Qt::SkipEmptyParts)) {
        const qsizetype equals = group.indexOf(u'=');
        if (equals < 0)
            continue;
        for (const QString &entry : group.mid(equals + 1).split(u", "_s, Qt::SkipEmptyParts)) {
            const qsizetype colon = entry.indexOf(u':');
            out += {group.left(equals), entry.left(colon), colon < 0 ? QString() : entry.mid(colon + 1)};
        }
    }
    return out;
}

ReceiptChips::ReceiptChips(const QString &receipt, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"receiptChips"_s);
    auto *flow = new FlowLayout(kGap, this);
    for (const ReceiptNote &note : parseReceipt(receipt))
        flow->addWidget(makeChip(note, this));
}

} // namespace ui
