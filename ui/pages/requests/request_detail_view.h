#pragma once

#include <QWidget>

#include "ui/pages/requests/request_detail.h"

class QVBoxLayout;

namespace ui {

/// The sections of one call, one below the other. Everything from outside is shown as plain text.
class RequestDetailView final : public QWidget {
    Q_OBJECT
public:
    /// Sections, to be had together or alone.
    enum Section : unsigned { Facts = 1, Timeline = 2, Translation = 4, Errors = 8, Route = 16, Usage = 32, Cost = 64 };
    static constexpr unsigned kEverything = 127;

    explicit RequestDetailView(const RequestDetail &detail, QWidget *parent = nullptr, unsigned sections = kEverything);
    /// None of the sections had anything to say.
    bool isBlank() const { return m_sections.isEmpty(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addFacts(const RequestDetail &detail);
    void addTimeline(const RequestDetail &detail);
    void addTranslation(const RequestDetail &detail);
    void addErrors(const RequestDetail &detail);
    void addRoute(const RequestDetail &detail);
    void addUsage(const RequestDetail &detail);
    void addCost(const RequestDetail &detail);
    QVBoxLayout *addSection(const QString &title, const QString &note = {}, QWidget *button = nullptr);
    QVBoxLayout *m_column;
    QList<QWidget *> m_sections{}; ///< A line stands above each.
};

} // namespace ui
