// @ts-check
/**
 * The forms of the API, as the server writes them.
 *
 * @typedef {{ nl: string, en: string }} LocalizedText
 * @typedef {{ severity: "error" | "warning" | "note", code: string, what: LocalizedText,
 *   location: { file?: string, entry?: string, line?: number, column?: number, key?: string },
 *   remedy: LocalizedText }} Diagnostic
 * @typedef {{ type: string, title: string, status: number, detail: string, code: string,
 *   diagnostics: Diagnostic[] }} Problem
 * @typedef {{ account: { id: string, role: string, name: string, language: "nl" | "en" }, csrfToken: string,
 *   schoolClass: { id: string, name: string } | null }} Session
 * @typedef {"verified" | "oneSource" | "teachingValue" | string} EvidenceStatus
 *
 * @typedef {{ epsg?: number, west: number, north: number, cellSize: number, columns: number, rows: number }} GridFrame
 * @typedef {{ digest: string, encoding: "uint8" | "int16", rows: number, columns: number, scale: number,
 *   offset: number, missing?: number }} GridReference
 * @typedef {{ code: number, id: string, title: LocalizedText, colour: string, isBuilding: boolean, isWater: boolean,
 *   isPublic: boolean }} LandCover
 * @typedef {{ id: string, title: LocalizedText, source: LocalizedText, date: string, licence: string,
 *   quality: number, doesNotShow: LocalizedText }} Source
 * @typedef {{ id: string, title: LocalizedText, digest: string }} Features
 * @typedef {{ amount: number, per: "piece" | "squareMetre" | "crownSquareMetre", source: LocalizedText,
 *   status: EvidenceStatus }} Price
 * @typedef {{ id: string, title: LocalizedText, unit: string, defaultValue: number, minimum: number,
 *   maximum: number }} CardProperty
 * @typedef {{ id: string, version: string, title: LocalizedText, description: LocalizedText,
 *   geometry: "point" | "polygon", group: "surface" | "roof" | "canopy", properties: CardProperty[],
 *   allowedOn: string[], construction: Price, maintenance: Price, effects: LocalizedText[],
 *   sources: LocalizedText[], notModelled?: LocalizedText,
 *   caveats: { kind: string, text: LocalizedText }[] }} MeasureCard
 * @typedef {{ id: string, kind: string, title: LocalizedText, description: LocalizedText, source: LocalizedText,
 *   status: EvidenceStatus }} EventView
 * @typedef {{ colour?: string | null, label: LocalizedText, note?: LocalizedText }} ScaleClass
 * @typedef {{ title: LocalizedText, limits: number[], classes: ScaleClass[] }} Scale
 * @typedef {{ id: string, kind: string, title: LocalizedText, unit: string, scale: Scale, changeScale?: Scale | null,
 *   passesOverStoredWater: boolean, notes: LocalizedText[], hasFrames: boolean,
 *   partOf?: string }} AreaLayer
 * @typedef {{ title: LocalizedText, synthetic: boolean, areaType?: string, frame: GridFrame, packs: any[],
 *   landCover: GridReference, hillshade: GridReference, canopyHeight: GridReference, classes: LandCover[],
 *   features: Features[], sources: Source[], measures: MeasureCard[], events: EventView[], layers: AreaLayer[],
 *   indicators: string[] }} AreaView
 *
 * @typedef {[number, number]} Position
 * @typedef {{ type: "Point", coordinates: Position }} PointGeometry
 * @typedef {{ type: "Polygon", coordinates: Position[][] }} PolygonGeometry
 * @typedef {{ type: "MultiPolygon", coordinates: Position[][][] }} MultiPolygonGeometry
 * @typedef {PointGeometry | PolygonGeometry | MultiPolygonGeometry} Geometry
 * @typedef {{ type: "Feature", id: string, geometry: Geometry,
 *   properties: { card: string, cardVersion: string, [name: string]: string | number } }} Measure
 * @typedef {{ type: "FeatureCollection", features: Measure[] }} MeasureCollection
 *
 * @typedef {{ place: Measure } | { reshape: { measure: string, geometry: Geometry } } |
 *   { setProperties: { measure: string, properties: Record<string, number> } } | { remove: string } |
 *   { undo: string } | { batch: Operation[] }} Operation
 * @typedef {{ sequence: number, id: string, by: { id: string, name: string }, at: string,
 *   kind: "place" | "reshape" | "setProperties" | "remove" | "undo" | "batch", measure?: string,
 *   measures?: string[], card?: string, undoes?: string, isUndone: boolean }} Entry
 * @typedef {{ entry: Entry, operation: Operation }} LogEntry
 * @typedef {{ card: string, title: LocalizedText, count: number, quantity: number, construction: number,
 *   maintenancePerYear: number, status: EvidenceStatus }} CostLine
 * @typedef {{ lines: CostLine[] }} PlanCost
 * @typedef {{ id: string, name: string, revision: number, measureCount: number, createdAt: string,
 *   updatedAt: string, isDeleted?: boolean }} PlanHead
 * @typedef {{ id: string, work: string, name: string, revision: number, measures: MeasureCollection,
 *   problems: Diagnostic[], cost: PlanCost, history: Entry[] }} Plan
 *
 * @typedef {{ altitude: number, azimuth: number }} SolarAngles
 * @typedef {{ label: LocalizedText, grid: GridReference, sun?: SolarAngles | null }} Frame
 * @typedef {{ layer: string, variant: "before" | "after", grid?: GridReference | null, frames: Frame[],
 *   incomplete?: GridReference | null }} LayerGrid
 * @typedef {{ id: string, version: string, theme: LocalizedText, title: LocalizedText, unit: any, decimals: number,
 *   better: "higher" | "lower" | "context" | string, before: number, after: number, change: number, verdict: any,
 *   scoreBefore?: number, scoreAfter?: number, belowFloor: boolean, norm?: any, band?: any, changeBand?: any,
 *   changeLowest?: number, changeHighest?: number, formula: string, inWords: LocalizedText,
 *   sources: LocalizedText[], status: EvidenceStatus, doesNotShow: LocalizedText }} IndicatorRow
 * @typedef {{ before: number, after: number, scoreBefore?: number, scoreAfter?: number, explanationBefore?: any,
 *   explanationAfter?: any }} GoalReading
 * @typedef {{ id: string, title: LocalizedText, indicator?: string, formula?: string, unit: string, decimals: number,
 *   judged: "value" | "change" | "score", full: number, isLowerBetter: boolean, points: number }} Goal
 * @typedef {{ scenarioDigest: string, level: "preview" | "run", indicators: IndicatorRow[], explanations: any[],
 *   goals?: Record<string, GoalReading>, cost: PlanCost, layers: LayerGrid[], holdsWater?: GridReference | null,
 *   warnings: Diagnostic[] }} PlanView
 * @typedef {{ id: string, title: LocalizedText, unit: string, before?: number | null, after?: number | null,
 *   decimals: number, note?: LocalizedText }} CellLine
 * @typedef {{ label: LocalizedText, sun?: SolarAngles | null, stateBefore?: LocalizedText | null,
 *   stateAfter?: LocalizedText | null, counts: boolean, before?: number | null, after?: number | null,
 *   terms: CellLine[] }} CellHour
 * @typedef {{ id: string, title: LocalizedText, unit: string, value?: number | null, decimals: number,
 *   note?: LocalizedText }} Cause
 * @typedef {{ kind: string, title: LocalizedText, formula?: LocalizedText, source?: LocalizedText,
 *   values: CellLine[], terms: CellLine[], hours: CellHour[],
 *   change?: { causes: Cause[], method: LocalizedText } | null }} CellPart
 * @typedef {{ row: number, column: number, landCoverBefore: LocalizedText, landCoverAfter: LocalizedText,
 *   surroundings: CellLine[], parts: CellPart[] }} CellReading
 *
 * @typedef {{ kind: string, student: any, promptHTML: LocalizedText, budget?: number,
 *   goals: Goal[] }} ExerciseView
 * @typedef {{ id: string, title: LocalizedText, html: LocalizedText }} LessonView
 * @typedef {{ pin: any, title: LocalizedText, introductionHTML: LocalizedText, area: string, events: string[],
 *   level: string, parameters: Record<string, Record<string, number>>, exercises: ExerciseView[] }} AssignmentView
 * @typedef {{ value?: string, plan?: { id: string, revision: number }, reasoning?: string, at: string, by: any,
 *   locked: boolean }} Answer
 * @typedef {{ id: string, at: string, by: any, state: "grading" | "graded" | "failed", points?: number,
 *   maximum?: number }} HandIn
 * @typedef {{ id: string, title: LocalizedText, teamCode: string, members: { id: string, name: string }[], me: string,
 *   canEdit?: boolean, isClosed?: boolean,
 *   assignment: AssignmentView, lessons: LessonView[], courseTitle: LocalizedText, areaDigest: string,
 *   plans: PlanHead[], answers: Record<string, Answer>, withheldUntil: string[], handIns: HandIn[] }} Work
 * @typedef {{ id: string, plan: string, revision: number,
 *   state: "waiting" | "running" | "done" | "failed" | "superseded", fraction: number,
 *   message?: LocalizedText | string | null, waitingBefore?: number, diagnostic?: Diagnostic }} Run
 */
export {};
