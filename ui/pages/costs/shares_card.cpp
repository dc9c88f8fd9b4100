#include "ui/pages/costs/shares_card.h"

#include <algorithm>

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/label.h"
#include "ui/widgets/progress_bar.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::size_t kMostRows = 5;
constexpr int kRowHeight = 48;

} // namespace

class SharesCard::Row final : public QAbstractButton {
public:
    explicit Row(QWidget *parent)
        : QAbstractButton(parent),
          m_name(new Label(TextRole::Body, Tone::Plain, this)),
          m_cost(new Label(TextRole::Body, Tone::Plain, this)),
          m_bar(new ProgressBar(this))
    {
        setFixedHeight(kRowHeight);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // names give way where there is little room
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        for (QWidget *inside : std::initializer_list<QWidget *>{m_name, m_cost, m_bar})
            inside->setAttribute(Qt::WA_TransparentForMouseEvents);
        m_name->setElided(true);
        auto *words = new QHBoxLayout;
        words->setSpacing(12);
        words->addWidget(m_name, 1);
        words->addWidget(m_cost);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 6);
        column->setSpacing(2);
        column->addLayout(words);
        column->addWidget(m_bar);
    }

    void show(const CostRow &row, model::Nanos most)
    {
        id = row.id;
        name = row.name;
        m_name->setText(row.name);
        m_cost->setText(row.figures.costWords());
        const double share =
            most.value <= 0 ? 0 : static_cast<double>(row.figures.cost.value) / static_cast<double>(most.value);
        m_bar->setShare(std::min(share, kNearlyFull)); // full is not used up here, so it must not turn red
        m_bar->setAccessibleName(row.name);
        setAccessibleName(row.name + u", "_s + m_cost->text());
        setVisible(true);
    }
    QString id{};
    QString name{};

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
            update();
        return QAbstractButton::event(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        if (underMouse())
            QPainter(this).fillRect(rect(), color(Token::Hover, palette()));
    }

private:
    static constexpr double kNearlyFull = 0.9999;
    Label *m_name;
    Label *m_cost;
    ProgressBar *m_bar;
};

SharesCard::SharesCard(const QString &title, QWidget *parent)
    : Card(parent), m_list(new QVBoxLayout), m_empty(new Label(TextRole::Body, Tone::Quiet, this))
{
    auto *head = new Label(TextRole::CardTitle, Tone::Plain, this);
    head->setText(title);
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    m_empty->setText(tr("No call in this time."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->hide();
    m_list->setSpacing(4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metric::kCardPadding - 2, 0, 12);
    column->setSpacing(8);
    column->addWidget(head);
    column->addLayout(m_list);
    column->addWidget(m_empty, 1);
    column->addStretch();
}

void SharesCard::setRows(const std::vector<CostRow> &rows)
{
    const std::size_t count = std::min(rows.size(), kMostRows);
    while (m_rows.size() < count) {
        auto *row = new Row(this);
        connect(row, &QAbstractButton::clicked, this, [this, row] { Q_EMIT chosen(row->id, row->name); });
        m_list->addWidget(row);
        m_rows.push_back(row);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (i < count)
            m_rows[i]->show(rows[i], rows.front().figures.cost);
        else
            m_rows[i]->hide();
    m_empty->setVisible(count == 0);
}

} // namespace ui
