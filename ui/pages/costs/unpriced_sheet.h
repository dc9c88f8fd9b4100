#pragma once

#include "admin/admin_client.h"
#include "ui/pages/costs/cost_figures.h"
#include "ui/widgets/sheet.h"

class QVBoxLayout;

namespace ui {

class FormField;
class Label;
class LineEdit;

/// The models whose calls have no known price, and what to do about each: give it one. Deletes itself when it is
/// closed.
/// Thread: main. `client` must outlive it.
class UnpricedSheet final : public Sheet {
    Q_OBJECT
public:
    UnpricedSheet(admin::AdminClient &client, QWidget &window, const std::vector<UnpricedModel> &models);

Q_SIGNALS:
    void priced(const QString &model);

private:
    class Row;
    void build(const std::vector<UnpricedModel> &models);
    void askPrices();
    admin::AdminClient &m_client;
    QWidget *m_content;
    QVBoxLayout *m_column;
    Label *m_words;
    std::vector<Row *> m_rows{};
};

/// Dollars for a million tokens as the gateway keeps them. Unit: pico-dollars per token.
std::int64_t picosPerToken(model::Nanos perMillion);

} // namespace ui
