#include "ui/shell/shortcut_sheet.h"

#include <optional>

#include <QAction>
#include <QGridLayout>

#include "ui/shell/actions.h"
#include "ui/shell/key_cap.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 24;

/// Lays rows below one another: a heading, or words and their keys.
class ShortcutRows final {
public:
    explicit ShortcutRows(QWidget &content) : m_grid(new QGridLayout(&content))
    {
        m_grid->setContentsMargins(kSide, 4, kSide, kSide);
        m_grid->setHorizontalSpacing(16);
        m_grid->setVerticalSpacing(8);
        m_grid->setColumnStretch(0, 1);
    }
    void addHeading(const QString &text)
    {
        auto *heading = new Label(TextRole::CardTitle);
        heading->setText(text);
        if (m_row > 0)
            m_grid->setRowMinimumHeight(m_row++, 8);
        m_grid->addWidget(heading, m_row++, 0, 1, 2);
    }
    void addKeys(const QString &words, const QString &keys)
    {
        auto *label = new Label(TextRole::Body);
        label->setText(words);
        label->setElided(true);
        m_grid->addWidget(label, m_row, 0);
        m_grid->addWidget(new KeyCaps(keys), m_row++, 1, Qt::AlignRight | Qt::AlignVCenter);
    }
    void end() { m_grid->setRowStretch(m_row, 1); }

private:
    QGridLayout *m_grid;
    int m_row = 0;
};

} // namespace

ShortcutSheet::ShortcutSheet(QWidget &window, const ActionRegistry &registry) : Sheet(window, metric::kSheetWidth)
{
    setObjectName(u"shortcutSheet"_s);
    setTitle(tr("Keyboard shortcuts"));
    setSubtitle(tr("What works now, on this page"));
    auto *content = new QWidget;
    ShortcutRows rows(*content);
    std::optional<ActionGroup> group;
    for (const RegisteredAction &one : registry.available()) {
        if (one.action->shortcut().isEmpty())
            continue;
        if (group != one.group)
            rows.addHeading(ActionRegistry::groupTitle(one.group));
        group = one.group;
        rows.addKeys(one.action->text(), one.action->shortcut().toString(QKeySequence::NativeText));
    }
    rows.addHeading(tr("Everywhere"));
    rows.addKeys(tr("Next field"), u"Tab"_s);
    rows.addKeys(tr("Open the row"), tr("Enter"));
    rows.addKeys(tr("Turn a switch, press a button"), tr("Space"));
    rows.addKeys(tr("Copy the chosen rows"), u"Ctrl+C"_s);
    rows.addKeys(tr("Menu of the row"), u"Shift+F10"_s);
    rows.addKeys(tr("Close what is open, then empty the search"), u"Esc"_s);
    rows.end();
    setContent(content);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

} // namespace ui
