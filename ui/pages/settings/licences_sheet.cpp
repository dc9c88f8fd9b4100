#include "ui/pages/settings/licences_sheet.h"

#include <QGridLayout>

#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 24;

struct Part {
    const char *name;
    const char *licence; ///< As SPDX spells it.
};
constexpr Part kParts[] = {
    {"Switchyard", "GPL-3.0-or-later"},
    {"Qt", "LGPL-3.0-only"},
    {"Qt Charts, Qt HTTP Server", "GPL-3.0-only"},
    {"QtKeychain", "BSD-3-Clause"},
    {"libcurl", "curl"},
    {"SQLite", "blessing"},
    {"libsodium", "ISC"},
    {"JSON for Modern C++", "MIT"},
    {"simdjson", "Apache-2.0"},
    {"tl::expected", "CC0-1.0"},
    {"tiktoken (token tables)", "MIT"},
};

} // namespace

LicencesSheet::LicencesSheet(QWidget &window) : Sheet(window, metric::kSheetWidth)
{
    setObjectName(u"licencesSheet"_s);
    setTitle(tr("Licences"));
    setSubtitle(tr("What Switchyard is made of"));
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(kSide, 8, kSide, kSide);
    grid->setVerticalSpacing(12);
    grid->setColumnStretch(0, 1);
    int row = 0;
    for (const Part &part : kParts) {
        auto *name = new Label(TextRole::Body);
        name->setText(QString::fromLatin1(part.name));
        auto *licence = new Label(TextRole::Body, Tone::Quiet);
        licence->setText(QString::fromLatin1(part.licence));
        grid->addWidget(name, row, 0);
        grid->addWidget(licence, row++, 1, Qt::AlignRight);
    }
    grid->setRowStretch(row, 1);
    setContent(content);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

} // namespace ui
