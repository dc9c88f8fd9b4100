#include "ui/pages/playground/turn_list.h"

#include <algorithm>
#include <utility>

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/text_area.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kLow = 72;   ///< Of several.
constexpr int kHigh = 120; ///< Of the only one, at least.

} // namespace

/// One message: who says it, what, and a cross.
class TurnList::Row final : public QWidget {
public:
    Row(const Turn &turn, TurnList &list);
    Turn turn() const;
    void showHead(bool many);
    TextArea *text() const { return m_text; }
    QComboBox *who() const { return m_who; }
    Button *cross() const { return m_cross; }

private:
    Turn m_turn;
    QWidget *m_head;
    QComboBox *m_who;
    Button *m_cross;
    TextArea *m_text;
    Label *m_note;
};

TurnList::Row::Row(const Turn &turn, TurnList &list)
    : QWidget(&list),
      m_turn(turn),
      m_head(new QWidget(this)),
      m_who(new QComboBox(m_head)),
      m_cross(new Button(Button::Kind::Plain, {}, m_head)),
      m_text(new TextArea(this)),
      m_note(new Label(TextRole::Body, Tone::Quiet, this))
{
    m_who->addItems({TurnList::tr("User"), TurnList::tr("Assistant")});
    m_who->setCurrentIndex(static_cast<int>(turn.who));
    m_who->setAccessibleName(TurnList::tr("Who says it"));
    m_who->view()->setAccessibleName(m_who->accessibleName());
    m_cross->setIconName(u"close"_s);
    m_cross->setAccessibleName(TurnList::tr("Remove the message"));
    m_cross->setToolTip(m_cross->accessibleName());
    m_text->setPlainText(turn.text);
    m_text->setPlaceholderText(TurnList::tr("What you ask"));
    m_text->setAccessibleName(TurnList::tr("Message"));
    m_text->setVisible(!turn.fixed);
    m_note->setText(TurnList::tr("More than a text: it can be changed as JSON."));
    m_note->setWordWrap(true);
    m_note->setVisible(turn.fixed);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins({});
    head->addWidget(m_who);
    head->addStretch();
    head->addWidget(m_cross);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(m_head);
    column->addWidget(m_text, 1);
    column->addWidget(m_note);
}

Turn TurnList::Row::turn() const
{
    Turn out = m_turn;
    if (out.fixed)
        return out;
    out.text = m_text->toPlainText();
    out.who = static_cast<Turn::Who>(m_who->currentIndex());
    return out;
}

void TurnList::Row::showHead(bool many)
{
    m_head->setVisible(many);
    m_who->setEnabled(!m_turn.fixed);
    m_text->setMinimumHeight(many ? kLow : kHigh);
}

TurnList::TurnList(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    setObjectName(u"turns"_s);
    m_column->setContentsMargins({});
    m_column->setSpacing(12);
    setTurns({Turn{}});
}

TurnList::Row *TurnList::makeRow(const Turn &turn)
{
    auto *row = new Row(turn, *this);
    m_column->addWidget(row, 1);
    m_rows.push_back(row);
    connect(row->text(), &QPlainTextEdit::textChanged, this, &TurnList::edited);
    connect(row->who(), &QComboBox::currentIndexChanged, this, &TurnList::edited);
    connect(row->cross(), &QAbstractButton::clicked, this, [this, row] { remove(row); });
    return row;
}

void TurnList::setTurns(const std::vector<Turn> &turns)
{
    for (Row *row : std::exchange(m_rows, {})) {
        row->text()->setObjectName(QString());
        row->hide();
        row->deleteLater();
    }
    for (const Turn &turn : turns)
        makeRow(turn);
    if (m_rows.empty())
        makeRow({});
    showHeads();
}

std::vector<Turn> TurnList::turns() const
{
    std::vector<Turn> out;
    for (const Row *row : m_rows)
        out.push_back(row->turn());
    return out;
}

void TurnList::addTurn()
{
    const bool afterUser = !m_rows.empty() && m_rows.back()->turn().who == Turn::Who::User;
    Row *row = makeRow({.who = afterUser ? Turn::Who::Assistant : Turn::Who::User});
    showHeads();
    row->show();
    row->text()->setFocus(Qt::OtherFocusReason);
    Q_EMIT edited();
}

void TurnList::remove(Row *row)
{
    std::erase(m_rows, row);
    row->hide();
    row->deleteLater();
    showHeads();
    focusPrompt();
    Q_EMIT edited();
}

void TurnList::showHeads()
{
    for (Row *row : m_rows) {
        row->showHead(m_rows.size() > 1);
        row->text()->setObjectName(QString());
    }
    if (!m_rows.empty())
        m_rows.back()->text()->setObjectName(u"prompt"_s);
}

void TurnList::focusPrompt()
{
    if (!m_rows.empty())
        m_rows.back()->text()->setFocus(Qt::OtherFocusReason);
}

QString TurnList::prompt() const
{
    return m_rows.empty() ? QString() : m_rows.back()->turn().text;
}

} // namespace ui
