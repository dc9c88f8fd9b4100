#include "ui/pages/connect/snippet_card.h"

#include <chrono>

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/pages/connect/step_title.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/field_box.h"
#include "ui/widgets/label.h"
#include "ui/widgets/secret_clipboard.h"
#include "ui/widgets/segmented_control.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kFeedback = 1600ms;
constexpr int kHead = 60;
constexpr int kKeyRow = 56;

} // namespace

SnippetCard::SnippetCard(SecretClipboard &clipboard, QWidget *parent, int step)
    : Card(parent),
      m_clipboard(clipboard),
      m_file(new Label(TextRole::Body, Tone::Quiet, this)),
      m_way(new SegmentedControl({tr("Whole"), tr("Stream")}, this)),
      m_copy(new Button(Button::Kind::Primary, tr("Copied"), this)),
      m_export(new Label(TextRole::Code, Tone::Plain, this)),
      m_copyExport(new CopyButton(CopyButton::Label::IconOnly, tr("Copy the line that sets the key"), this)),
      m_code(new CodeView(this))
{
    m_code->setObjectName(u"snippet"_s);
    m_code->setAccessibleName(tr("Snippet"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    column->addWidget(buildHead(step));
    column->addWidget(buildKeyRow());
    column->addWidget(m_code);
    column->addStretch();
    connect(m_way, &SegmentedControl::chosen, this, &SnippetCard::show);
    connect(m_copy, &QAbstractButton::clicked, this, &SnippetCard::copy);
}

QWidget *SnippetCard::buildHead(int step)
{
    auto *head = new QWidget(this);
    head->setFixedHeight(kHead);
    m_file->setElided(true);
    m_way->setAccessibleName(tr("How the answer comes"));
    m_way->setObjectName(u"snippetWay"_s);
    m_copy->setObjectName(u"copySnippet"_s);
    m_copy->sizeHint(); // measured with its wider word first: the width stays when the word changes
    m_copy->setText(tr("Copy"));
    m_copy->setIconName(u"copy"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    row->setSpacing(10);
    row->addWidget(new StepTitle(step, tr("Copy and run"), head));
    row->addWidget(m_file, 1);
    row->addWidget(m_way);
    row->addWidget(m_copy);
    return head;
}

QWidget *SnippetCard::buildKeyRow()
{
    m_keyRow = new QWidget(this);
    m_keyRow->setObjectName(u"setKeyRow"_s);
    m_keyRow->setFixedHeight(kKeyRow);
    auto *words = new Label(TextRole::Body, Tone::Quiet, m_keyRow);
    words->setText(tr("Set the key once"));
    m_export->setElided(true);
    auto *lost = new Button(Button::Kind::Text, tr("Lost the key?"), m_keyRow);
    auto *row = new QHBoxLayout(m_keyRow);
    row->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    row->setSpacing(10);
    row->addWidget(words);
    row->addWidget(new FieldBox(m_export, m_keyRow), 1);
    row->addWidget(m_copyExport);
    row->addWidget(lost);
    connect(lost, &QAbstractButton::clicked, this, &SnippetCard::lostKey);
    return m_keyRow;
}

void SnippetCard::present(const Snippet &snippet, const SnippetValues &values, const QString &keyName)
{
    m_snippet = snippet;
    m_values = values;
    //: What a reader puts the key in place of, in a line for the terminal. %1: the key's name.
    QString own = keyName.isEmpty() ? tr("your key") : tr("your %1 key").arg(keyName);
    own.remove(QRegularExpression(u"[\"$`\\\\!]"_s)); // the line goes into a shell, and names come from outside
    m_export->setText(u"export SWITCHYARD_API_KEY=\"%1\""_s.arg(own.simplified()));
    m_copyExport->setCopyText(m_export->text());
    m_file->setText(snippetWord(snippet.file));
    show();
}

void SnippetCard::show()
{
    m_way->setVisible(!m_snippet.stream.isEmpty());
    m_keyRow->setVisible(m_values.key.isEmpty() && m_snippet.readsVariable());
    m_code->setCode(fillSnippet(m_snippet, m_way->current() == 1, m_values), m_snippet.language);
    m_code->setFixedHeight(m_code->wholeHeight());
    update();
}

void SnippetCard::copy()
{
    if (m_values.key.isEmpty())
        QGuiApplication::clipboard()->setText(m_code->toPlainText());
    else
        m_clipboard.lend(m_code->toPlainText());
    m_copy->setText(tr("Copied"));
    m_copy->setIconName(u"check"_s);
    QTimer::singleShot(kFeedback, m_copy, [this] {
        m_copy->setText(tr("Copy"));
        m_copy->setIconName(u"copy"_s);
    });
}

void SnippetCard::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int top = m_code->y();
    painter.fillRect(QRect(1, kHead - 1, width() - 2, 1), color(Token::RowLine, palette()));
    painter.fillRect(QRect(1, top - 1, width() - 2, 1), color(Token::RowLine, palette()));
    QPainterPath ground; // the card's round corners at the bottom
    ground.addRoundedRect(QRectF(1, top - 40, width() - 2, height() - top + 39), metric::kCardRadius - 1,
                          metric::kCardRadius - 1);
    painter.setClipRect(QRect(0, top, width(), height() - top));
    painter.fillPath(ground, color(Token::Code, palette()));
}

} // namespace ui
